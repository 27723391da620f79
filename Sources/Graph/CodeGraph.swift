package import Facts
package import Model

/// How a reference uses the declaration it names.
package enum ReferenceRole: UInt8, Sendable, CaseIterable {
  case call
  case read
  case write
  /// The name of a type in a type's position.
  case type
  /// A superclass or refined protocol of a class or protocol.
  case inherit
  /// A protocol in an inheritance clause.
  case conform
  /// An override of a superclass's member.
  case override
  /// The type that an extension extends.
  case extend
  case keyPath
  /// An attribute: property wrapper, result builder, macro, global actor.
  case attribute

  package var word: String {
    switch self {
    case .call: "call"
    case .read: "read"
    case .write: "write"
    case .type: "type"
    case .inherit: "inherit"
    case .conform: "conform"
    case .override: "override"
    case .extend: "extend"
    case .keyPath: "key path"
    case .attribute: "attribute"
    }
  }
}

/// A resolved reference: one use of one declaration of the repository.
package struct Reference: Sendable, Equatable {
  /// Index of the file in ``CodeGraph/files``.
  package var file: Int32
  /// Index of the node in that file's tree.
  package var node: UInt32
  /// Global index of the declaration the reference stands in, -1 at top level.
  package var source: Int32
  /// Global index of the declaration it names.
  package var target: Int32
  package var role: ReferenceRole
  /// How often this way of resolving is right, in percent, 1...100.
  package var confidence: UInt8
}

/// Why a reference has no target of the repository.
package enum UnresolvedReason: UInt8, Sendable, CaseIterable {
  /// It names a declaration of the standard library or of another package, or no declaration of the repository bears
  /// the name.
  case external
  /// Several declarations fit and nothing decides.
  case ambiguous
  /// A member of an expression whose type is not known.
  case unknownBase
  /// The type is of the repository and known, and neither it nor any type it inherits from has such a member.
  case noMember
  /// The callee is known, and none of its overloads takes the labels as they are written.
  case noFittingArguments

  package var word: String {
    switch self {
    case .external: "external"
    case .ambiguous: "ambiguous"
    case .unknownBase: "unknown base"
    case .noMember: "no member"
    case .noFittingArguments: "no fitting arguments"
    }
  }
}

/// A reference that stays without a target: absence is information too.
package struct UnresolvedReference: Sendable, Equatable {
  /// Index of the file in ``CodeGraph/files``.
  package var file: Int32
  /// Index of the node in that file's tree.
  package var node: UInt32
  /// Global index of the declaration the reference stands in, -1 at top level.
  package var source: Int32
  /// For ``UnresolvedReason/noMember`` the type looked into, for ``UnresolvedReason/noFittingArguments`` the first of
  /// the overloads, as global indices; for ``UnresolvedReason/external`` the index in ``CodeGraph/libraryModules`` of
  /// the module that declares it; -1 where that is not known.
  package var base: Int32
  package var role: ReferenceRole
  package var reason: UnresolvedReason

  package init(
    file: Int32, node: UInt32, source: Int32, base: Int32, role: ReferenceRole, reason: UnresolvedReason
  ) {
    self.file = file
    self.node = node
    self.source = source
    self.base = base
    self.role = role
    self.reason = reason
  }
}

/// An aggregated edge between two files, types or modules.
package struct GraphEdge: Sendable, Equatable {
  /// Index of the using side.
  package var from: Int32
  /// Index of the used side.
  package var to: Int32
  /// Number of references.
  package var weight: Int32
  /// Index in ``CodeGraph/references`` of the first of them.
  package var example: Int32
}

/// The dependency graph of one snapshot, frozen: declarations, files and modules, and the references between them.
///
/// A declaration's global index is its file's `firstDeclaration` plus its index in the file's facts. The graph holds
/// no syntax trees of the parser; it borrows each file's facts. It does no IO.
package struct CodeGraph: Sendable {
  /// One file of the graph.
  package struct File: Sendable {
    package var path: String
    package var blob: BlobID
    /// Index of its module, -1 for none.
    package var module: Int32
    package var facts: FileFacts
    /// Global index of its first declaration.
    package var firstDeclaration: Int32
    /// Whether the file is a `Package.swift`.
    package var isManifest: Bool
  }

  /// A document whose Swift blocks were held against the graph. Its code is no part of the graph: nothing that it names
  /// counts as used.
  package struct Document: Sendable {
    package var path: String
    package var facts: DocumentFacts
    /// What does not exist, sorted by block, then node.
    package var faults: [Fault]
  }

  /// Something that a block of a document names and that does not exist.
  package struct Fault: Sendable, Equatable {
    /// Index in the document's blocks.
    package var block: Int
    /// Its file and source are -1; ``UnresolvedReason/noMember``, ``UnresolvedReason/noFittingArguments`` or, with an
    /// absence, ``UnresolvedReason/external``.
    package var reference: UnresolvedReference
    package var absence: Absence?
  }

  package var files: [File]
  /// In the order in which they were given.
  package var documents: [Document] = []
  package var layout: ProjectLayout
  /// For each declaration the index of its file.
  package var fileOfDeclaration: [Int32]
  /// For each declaration the nominal type it stands in or is, as a global index: itself for a nominal type, the
  /// extended type for an extension (where it is of the repository), the enclosing one for a member; -1 outside types.
  package var typeOfDeclaration: [Int32]
  /// Sorted by file, then node.
  package var references: [Reference]
  /// For declaration `d` the indices of the references to it: `incoming[incomingStarts[d] ..< incomingStarts[d + 1]]`.
  package var incomingStarts: [Int32]
  package var incoming: [Int32]
  /// The modules outside the repository whose declarations the linker knows (`Swift`, `Foundation` …).
  package var libraryModules: [LibraryModule]
  /// References without a target of the repository, sorted by file, then node.
  package var unresolvedReferences: [UnresolvedReference]
  /// Which members implement a requirement or override a member; sorted by member, then requirement.
  package var witnesses: [Witness] = []
  /// Nominal types (global indices, sorted) that inherit from something neither the repository nor
  /// ``libraryModules`` declares, directly or not: any of their members may be a witness of what nobody knows.
  package var openTypes: [Int32] = []
  /// Members that types of the standard library do not have, sorted by file, then node. Each has its unresolved
  /// reference of the reason ``UnresolvedReason/external`` as well.
  package var absences: [Absence] = []
  /// Number of references by the reason why they stay without a target.
  package var unresolved: UnresolvedCounts
  /// Edges between different files, sorted by `from`, then `to`.
  package var fileEdges: [GraphEdge]
  /// Edges between different nominal types (global declaration indices), sorted by `from`, then `to`.
  package var typeEdges: [GraphEdge]
  /// Edges between different modules (indices in `layout.modules`), sorted by `from`, then `to`.
  package var moduleEdges: [GraphEdge]
  /// Imports of modules of the repository, by importing file: sorted by file.
  package var moduleImports: [ModuleImport]

  /// An import of one module of the repository by a file.
  package struct ModuleImport: Sendable, Equatable {
    package var file: Int32
    /// Index in the file's `imports`.
    package var importIndex: Int32
    /// Index in `layout.modules`.
    package var module: Int32
  }

  /// A member that implements a protocol's requirement or overrides a superclass's member.
  package struct Witness: Sendable, Hashable, Comparable {
    /// Global index of the member.
    package var member: Int32
    /// Global index of what it implements or overrides; -1 where a module outside the repository declares that.
    package var requirement: Int32

    package init(member: Int32, requirement: Int32) {
      self.member = member
      self.requirement = requirement
    }

    package static func < (left: Witness, right: Witness) -> Bool {
      (left.member, left.requirement) < (right.member, right.requirement)
    }
  }

  /// A member that is named and that a type of the standard library does not have.
  package struct Absence: Sendable, Equatable {
    /// Index of the file in ``CodeGraph/files``.
    package var file: Int32
    /// Index of the node in that file's tree.
    package var node: UInt32
    /// Name of the type.
    package var type: String
    /// Names of the members that it has, sorted.
    package var names: [String]
  }

  /// Why references have no target of the repository.
  package struct UnresolvedCounts: Sendable, Equatable {
    /// No declaration of the repository bears the name: the standard library's or a dependency's.
    package var external = 0
    /// Several declarations fit and nothing decides.
    package var ambiguous = 0
    /// A member of an expression whose type is not known.
    package var unknownBase = 0

    package init() {}
  }

  /// Whether another graph has the same files, references, witnesses and edges.
  package func hasSameLinks(as other: CodeGraph) -> Bool {
    files.map(\.path) == other.files.map(\.path) && references == other.references
      && unresolvedReferences == other.unresolvedReferences && witnesses == other.witnesses
      && openTypes == other.openTypes && absences == other.absences && fileEdges == other.fileEdges
      && typeEdges == other.typeEdges
      && moduleEdges == other.moduleEdges && moduleImports == other.moduleImports && incoming == other.incoming
      && typeOfDeclaration == other.typeOfDeclaration
  }

  /// Number of declarations.
  package var declarationCount: Int { fileOfDeclaration.count }

  /// The facts of a declaration by its global index.
  package func declaration(_ index: Int) -> DeclarationFact {
    let file = files[Int(fileOfDeclaration[index])]
    return file.facts.declarations[index - Int(file.firstDeclaration)]
  }

  /// The file of a declaration.
  package func file(ofDeclaration index: Int) -> File { files[Int(fileOfDeclaration[index])] }

  /// `Outer.Inner.move(from:to:)`.
  package func qualifiedName(_ index: Int) -> String {
    let file = files[Int(fileOfDeclaration[index])]
    return file.facts.qualifiedName(of: index - Int(file.firstDeclaration))
  }

  /// Global index of the enclosing declaration, -1 at top level.
  package func parent(_ index: Int) -> Int {
    let file = files[Int(fileOfDeclaration[index])]
    let parent = file.facts.declarations[index - Int(file.firstDeclaration)].parent
    return parent < 0 ? -1 : Int(file.firstDeclaration) + Int(parent)
  }

  /// Indices in ``references`` of the references to a declaration.
  package func references(to declaration: Int) -> ArraySlice<Int32> {
    incoming[Int(incomingStarts[declaration])..<Int(incomingStarts[declaration + 1])]
  }
}
