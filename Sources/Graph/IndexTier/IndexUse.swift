/// One use of a symbol as the compiler's index has it.
package struct IndexUse: Sendable, Equatable {
  /// What a place alone does not tell.
  package struct Traits: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The compiler made it: nothing is written for it, or something else than the symbol's name.
    package static let isImplicit = Traits(rawValue: 1 << 0)
    /// Its symbol is a member of the repository that the compiler made, such as a memberwise initialiser.
    package static let isSynthesised = Traits(rawValue: 1 << 1)
    /// Its symbol is a parameter or a generic parameter, which the graph does not count as a declaration.
    package static let isParameter = Traits(rawValue: 1 << 2)
    /// An argument label that stands for a property, in a call of a memberwise initialiser.
    package static let isLabel = Traits(rawValue: 1 << 3)
  }

  /// Counted from 1.
  package var line: UInt32
  /// In UTF-8 bytes, counted from 1.
  package var column: UInt32
  /// Index of the token at the place, -1 where no token begins there.
  package var token: Int32
  /// Index of the node that the use is written as: the one whose name the token is, else the innermost around it.
  package var node: UInt32
  /// Index in ``IndexTier/File/symbols``.
  package var symbol: Int32
  /// Global index of the declaration, -1 for a symbol that is not written in a covered file.
  package var target: Int32
  package var role: ReferenceRole
  package var traits: Traits
}

/// That one declaration overrides a member or witnesses a requirement.
package struct IndexWitness: Sendable, Equatable {
  /// Global index of the overriding or witnessing declaration.
  package var declaration: Int32
  /// Global index of the overridden member or the requirement; -1 where no covered file declares it.
  package var target: Int32
  /// Where the index says so: at the declaration's own name, or at a conformance written elsewhere.
  package var isAtOwnName: Bool
}
