package import Facts
package import Model

/// Joins the facts of a snapshot's files into the frozen ``CodeGraph``.
///
/// Deterministic: the same files and layout give the same graph whatever the number of workers.
package enum GraphLinker {
  /// One file to link.
  package struct Input: Sendable {
    package var path: String
    package var blob: BlobID
    package var facts: FileFacts
    package var isManifest: Bool

    package init(path: String, blob: BlobID, facts: FileFacts, isManifest: Bool) {
      self.path = path
      self.blob = blob
      self.facts = facts
      self.isManifest = isManifest
    }
  }

  /// Links `files`, whose modules `layout.moduleOfFile` gives in the same order. Linear in the size of the facts.
  ///
  /// `library` holds what the modules outside the repository declare, as far as the resolver is to know it. `documents`
  /// are held against the graph and change nothing in it.
  package static func link(
    files inputs: [Input], documents: [DocumentLinker.Input] = [], layout: ProjectLayout, library: [LibraryModule],
    workers: Int
  ) -> CodeGraph {
    IncrementalLinker(files: inputs, layout: layout, library: library, workers: workers, linksAgain: false)
      .graph(with: documents)
  }

  /// Whether a module is of a platform or its frameworks, of which nothing is expected that types of the repository
  /// have by it.
  package static func isPlatformModule(_ importName: String) -> Bool { BuildConditions.isFramework(importName) }

  /// The files of the graph, their declarations numbered in order.
  static func files(_ inputs: [Input], layout: ProjectLayout) -> [CodeGraph.File] {
    var files: [CodeGraph.File] = []
    files.reserveCapacity(inputs.count)
    var first: Int32 = 0
    for (index, input) in inputs.enumerated() {
      let module = index < layout.moduleOfFile.count ? layout.moduleOfFile[index] : -1
      files.append(
        CodeGraph.File(
          path: input.path, blob: input.blob, module: Int32(module), facts: input.facts, firstDeclaration: first,
          isManifest: input.isManifest))
      first += Int32(input.facts.declarations.count)
    }
    return files
  }

  /// What is found in some files of the repository, in their order; with `owners` also what it rests on. `kept` gives what is
  /// known of each already; see ``ReferenceResolver/resolve(file:owners:keeping:)``.
  ///
  /// One resolver a worker: each remembers what it learns about declarations.
  static func resolve(
    _ files: [Int], _ symbols: SymbolTable, owners: TypeNumbers?, workers: Int,
    keeping kept: [ReferenceResolver.Outcome] = []
  ) -> [ReferenceResolver.Outcome] {
    let count = files.count
    let slots = SlotArray<ReferenceResolver.Outcome>(count: count)
    let cursor = AtomicCounter()
    parallelFor(count: max(1, min(workers, count)), workers: workers) { _ in
      guard count > 0 else { return }
      let resolver = ReferenceResolver(symbols: symbols, log: owners == nil ? nil : LookupLog(symbols))
      while true {
        let index = cursor.next()
        guard index < count else { return }
        slots.set(
          index,
          resolver.resolve(
            file: files[index], owners: owners, keeping: kept.isEmpty ? ReferenceResolver.Outcome() : kept[index]))
      }
    }
    return slots.values()
  }
}
