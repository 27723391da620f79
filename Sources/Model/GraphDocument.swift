/// A dependency graph at one level of detail, ready to be written down: what `xtal graph` shows.
///
/// External code is not part of it. Texts are the repository's own and not escaped: that is the writers' work.
package struct GraphDocument: Sendable, Equatable {
  /// Version of the JSON form's shape; it grows when a key changes its meaning or goes away.
  package static let schemaVersion = 1

  /// What a node stands for.
  package enum Level: String, Sendable, CaseIterable {
    case module
    case file
    case type
    case declaration

    /// `2 types`.
    package func count(_ number: Int) -> String { "\(number) \(rawValue)\(number == 1 ? "" : "s")" }
  }

  /// A module, file, type or declaration; or several of them, folded into what contains them.
  package struct Node: Sendable, Equatable {
    /// Unique within the document and the same in every run: a module's name, a file's path, `path#Qualified.name`.
    package var id: String
    /// What a reader calls it.
    package var label: String
    /// In one word: `library`, `file`, `struct`, `function`, `folder` …
    package var kind: String
    /// Name of the module it belongs to or is; empty for none.
    package var module: String
    /// Path of the file it lies in or is; empty for modules and for what spans several files.
    package var path: String
    /// Line of its name, counted from 1; 0 where it has none.
    package var line: Int
    /// Number of references that stay within it.
    package var inside: Int
    /// Number of the cycle it lies on, counted from 1; 0 for none.
    package var cycle: Int
    /// How many nodes are folded into it, itself not counted; 0 for a plain node.
    package var folded: Int
    /// How many of those lie on cycles.
    package var foldedOnCycles: Int
    /// Whether it is what the document was asked to look at.
    package var isFocus: Bool

    package init(
      id: String, label: String, kind: String, module: String = "", path: String = "", line: Int = 0, inside: Int = 0,
      cycle: Int = 0, folded: Int = 0, foldedOnCycles: Int = 0, isFocus: Bool = false
    ) {
      self.id = id
      self.label = label
      self.kind = kind
      self.module = module
      self.path = path
      self.line = line
      self.inside = inside
      self.cycle = cycle
      self.folded = folded
      self.foldedOnCycles = foldedOnCycles
      self.isFocus = isFocus
    }
  }

  /// How often an edge is used in one way.
  package struct Use: Sendable, Equatable {
    /// `call`, `type`, `inherit` …; between modules also `import` and `declared`.
    package var kind: String
    package var count: Int

    package init(kind: String, count: Int) {
      self.kind = kind
      self.count = count
    }
  }

  /// That one node uses another.
  package struct Edge: Sendable, Equatable {
    /// Indices in ``GraphDocument/nodes``.
    package var from: Int
    package var to: Int
    /// Number of references; 0 where modules are only imported or declared.
    package var weight: Int
    /// Sorted by kind.
    package var uses: [Use]
    /// Number of the cycle that it, or something folded into it, is part of, counted from 1; 0 for none.
    package var cycle: Int

    package init(from: Int, to: Int, weight: Int, uses: [Use] = [], cycle: Int = 0) {
      self.from = from
      self.to = to
      self.weight = weight
      self.uses = uses
      self.cycle = cycle
    }
  }

  /// What the document is limited to.
  package struct Focus: Sendable, Equatable {
    /// As the person wrote it.
    package var symbol: String
    /// Steps along edges, in either direction.
    package var depth: Int

    package init(symbol: String, depth: Int) {
      self.symbol = symbol
      self.depth = depth
    }
  }

  package var level: Level
  /// The repository's name, its commit (empty without history), and whether the working tree differs from that.
  package var repository: String
  package var revision: String
  package var isDirty: Bool
  package var focus: Focus?
  /// Nodes of one module side by side, modules by name, those of no module last.
  package var nodes: [Node]
  /// Sorted by `from`, then `to`. No edge leads from a node to itself.
  package var edges: [Edge]
  /// Number of strongly connected sets of two nodes or more at this level, in the whole repository.
  package var cycles: Int
  /// What the document does not show, and what the compiler's index covers, in sentences.
  package var notes: [String]

  package init(
    level: Level, repository: String, revision: String, isDirty: Bool, focus: Focus?, nodes: [Node], edges: [Edge],
    cycles: Int, notes: [String]
  ) {
    self.level = level
    self.repository = repository
    self.revision = revision
    self.isDirty = isDirty
    self.focus = focus
    self.nodes = nodes
    self.edges = edges
    self.cycles = cycles
    self.notes = notes
  }
}
