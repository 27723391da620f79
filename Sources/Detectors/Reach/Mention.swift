/// One token that spells a name that a pass asks about, anywhere in the repository.
struct Mention {
  /// What the token means, from weak to strong: of several nodes that share a token the strongest counts.
  enum Meaning: UInt8, Comparable {
    /// A parameter, a label of a type, the name of a declaration: no use of anything.
    case nothing
    /// The label of an argument: it may set a stored property through the initialiser that the compiler writes.
    case label
    /// A local name, bound by a parameter or a pattern nearby.
    case local
    /// Any declaration of the name in reach.
    case unknown
    /// A declaration of a module outside the repository.
    case external
    /// The declaration ``Mention/target``.
    case resolved

    static func < (left: Meaning, right: Meaning) -> Bool { left.rawValue < right.rawValue }
  }

  var file: Int32
  /// Index of the node whose name it is, -1 for a token that names no node.
  var node: Int32
  var token: UInt32
  /// Index in the list of names that was asked about.
  var name: Int32
  var meaning: Meaning
  /// Global index of the declaration it resolves to, -1 for others.
  var target: Int32
}
