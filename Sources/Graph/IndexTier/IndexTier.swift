import Facts
package import IndexStore
import Model

/// The compiler's own view of a graph's files, from its index: the second tier of truth.
///
/// It takes the place of the syntactic resolver for the files it covers, and measures it. What it does not cover it says,
/// with the reason. It does no IO: reading the store is IndexStore's work.
package struct IndexTier: Sendable {
  /// The confidence of a reference that the compiler itself resolved, in percent. No step of the resolver has it.
  package static let confidence: UInt8 = 100

  /// Whether a file's references may be taken from the index.
  package enum State: Sendable, Equatable {
    case covered
    /// The index does not know the file.
    case absent
    case untrusted(Distrust)
  }

  /// Why what the index says of a file is not taken.
  package enum Distrust: Sendable, Equatable {
    /// The file was changed after it was compiled.
    case newerSource
    /// Names stand elsewhere in the file than the index has them: it is of another text. The number of such names.
    case otherText(Int)
    /// What is analysed is not what was compiled.
    case otherContent
    case unreadable(String)

    /// The reason as a report shows it.
    package var reason: String {
      switch self {
      case .newerSource: "changed after it was compiled"
      case .otherText: "the index was made from another text"
      case .otherContent: "differs from what was compiled"
      case .unreadable(let reason): reason
      }
    }
  }

  /// One file of the graph as the index has it.
  package struct File: Sendable {
    package var state: State
    /// The module it was compiled for; empty where the index does not know the file.
    package var moduleName = ""
    package var symbols: [IndexSymbol] = []
    /// By line and column. Only of a covered file.
    package var uses: [IndexUse] = []
    /// Sorted by declaration, then target.
    package var witnesses: [IndexWitness] = []
    /// For each clause of an `#if` in the file whether the compiler saw it.
    package var isConditionActive: [Bool] = []
  }

  /// One for each file of the graph, in its order.
  package var files: [File]
  /// For each declaration of the graph whether the index knows it. Locals and what stands in inactive clauses of `#if`
  /// are unknown to it.
  package var isDeclarationKnown: [Bool]

  /// Maps what the index has for `files`, in the same order, onto their declarations. Linear in their size.
  package init(_ indexed: IndexedFiles, files: [CodeGraph.File], workers: Int) {
    let readings = parallelMap(count: files.count, workers: workers) { index in
      IndexFileReading(file: files[index], indexed: indexed.files[index])
    }
    var declarations: [String: Int32] = [:]
    var synthesised: Set<String> = []
    isDeclarationKnown = [Bool](repeating: false, count: files.reduce(0) { $0 + $1.facts.declarations.count })
    for (index, reading) in readings.enumerated() {
      for definition in reading.definitions {
        let declaration = files[index].firstDeclaration + definition.declaration
        isDeclarationKnown[Int(declaration)] = true
        // The same file in two modules has one unit here, so a second definition of a symbol is another file's.
        if declarations[definition.usr] == nil { declarations[definition.usr] = declaration }
      }
      synthesised.formUnion(reading.synthesised)
    }
    let (known, made) = (declarations, synthesised)
    self.files = parallelMap(count: files.count, workers: workers) { index in
      readings[index].resolved(declarations: known, synthesised: made)
    }
  }

  /// The references of a covered file to declarations of the repository as the graph has them, by node, with full
  /// confidence: what the linker may take instead of its own. Implicit ones and labels are left out.
  package func references(ofFile index: Int, in file: CodeGraph.File) -> [Reference] {
    let references = files[index].uses.compactMap { use -> Reference? in
      guard use.target >= 0, use.traits.isEmpty else { return nil }
      let local = file.facts.declaration(aroundNode: Int(use.node))
      return Reference(
        file: Int32(index), node: use.node, source: local < 0 ? -1 : file.firstDeclaration + Int32(local),
        target: use.target, role: use.role, confidence: Self.confidence)
    }
    return references.sorted { ($0.node, $0.target) < ($1.node, $1.target) }
  }
}
