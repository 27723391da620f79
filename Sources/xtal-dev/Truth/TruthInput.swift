import Facts
import Graph

/// A place in the repository.
struct TruthPlace: Hashable, Comparable {
  /// Index in ``TruthInput/files``.
  var file: Int32
  /// Counted from 1.
  var line: UInt32
  /// In UTF-8 bytes, counted from 1.
  var column: UInt32

  static func < (left: TruthPlace, right: TruthPlace) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// Why a reference stays out of the main figures.
enum TruthApart: String, CaseIterable {
  case implicit = "implicit or synthesised"
  case label = "label of a memberwise initialiser"
  case macroArgument = "in a macro's arguments"
  case inactive = "in an #if clause that was not compiled"
  case local = "to what the index does not keep (locals)"
  case uncovered = "to a file the index does not cover"
}

/// One use of a declaration, as the resolver or the index has it.
struct TruthUse {
  var place: TruthPlace
  /// Index in ``TruthInput/declarations``.
  var target: Int32
  var role: ReferenceRole
  /// The text at the place.
  var name: String
  /// The type around the place, or its file: see ``TruthInput/Declaration/group``.
  var from: Int32
  /// In percent; 0 for the index.
  var confidence: UInt8 = 0
  var apart: TruthApart?
}

/// That one declaration overrides or witnesses another.
struct TruthWitness: Hashable, Comparable {
  var declaration: Int32
  var target: Int32

  static func < (left: TruthWitness, right: TruthWitness) -> Bool {
    (left.declaration, left.target) < (right.declaration, right.target)
  }
}

/// Everything the comparison needs: plain values, so that tests can write them by hand.
struct TruthInput {
  struct File {
    var path: String
    /// -1 for none.
    var module: Int32
  }

  struct Declaration {
    var kind: DeclarationKind
    /// Its type's index in the declarations, or -2 minus its file's index outside types.
    var group: Int32
    var file: Int32
    var name: String
    var line: Int
  }

  var files: [File] = []
  var declarations: [Declaration] = []
  /// The resolver's references, in any order.
  var ours: [TruthUse] = []
  /// The index's, to declarations of the repository.
  var index: [TruthUse] = []
  /// What is written, by the index, where it names nothing of the repository: by place, its name.
  var outside: [TruthPlace: String] = [:]
  /// Why the resolver has no target, by place.
  var unresolved: [TruthPlace: UnresolvedReason] = [:]
  var ourWitnesses: Set<TruthWitness> = []
  /// Those that the index says at the declaration's own name.
  var indexWitnesses: Set<TruthWitness> = []
  /// Those that it says at a conformance written elsewhere: never missed, never wrong.
  var impliedWitnesses: Set<TruthWitness> = []
}
