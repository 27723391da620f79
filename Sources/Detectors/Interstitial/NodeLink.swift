import Facts
import Graph

/// What the linker says of one node of a file, as far as the names that it leaves open depend on it.
struct NodeLink: Sendable, Equatable {
  struct Finding: OptionSet, Sendable {
    let rawValue: UInt8
    /// There is a record of the node.
    static let known = Finding(rawValue: 1)
    /// The record is a guess, or says that nothing was found.
    static let doubtful = Finding(rawValue: 2)
    /// What is called there is known.
    static let called = Finding(rawValue: 4)
    /// A macro of the repository.
    static let macro = Finding(rawValue: 8)
  }

  /// Index in the file's tree.
  var node: UInt32
  var finding: Finding
  /// Index of the module of the library that is said to declare what is named, -1 for none.
  var library: Int32

  private static let trusted: UInt8 = 90

  /// `target` is the kind of what the reference names.
  init(_ reference: Reference, target: DeclarationKind) {
    node = reference.node
    library = -1
    finding = .known
    if reference.confidence < Self.trusted { finding.insert(.doubtful) }
    if reference.role == .call { finding.insert(.called) }
    if target == .macro { finding.insert(.macro) }
  }

  init(_ reference: UnresolvedReference) {
    node = reference.node
    finding = .known
    library = reference.reason == .external ? max(-1, reference.base) : -1
    if library < 0 {
      finding.insert(.doubtful)
    } else if reference.role == .call {
      finding.insert(.called)
    }
  }
}
