package import Facts
import Model

/// The toolchain's modules that xtal knows without looking at a toolchain: a table made by `xtal-dev generate --library`.
///
/// It was made on Linux, so Foundation, Dispatch and XCTest are those of swift-corelibs; what only Apple's have is not in
/// it. C modules (`Glibc`, `Darwin`) are not either.
package enum LibraryModules {
  /// Modules that every Swift file sees without an import.
  package static let implicit = ["Swift", "_Concurrency", "_StringProcessing"]

  /// Import names of all modules of the table, the implicit ones first.
  package static var names: [String] { LibraryTable.entries.map(\.name) }

  /// Every module of the table, in its order.
  package static func load(workers: Int) -> [LibraryModule] { decode(LibraryTable.entries, workers: workers) }

  /// The implicit modules, those of `names` that the table holds, and all that these re-export, in the table's order.
  /// Costs nothing for the others. A table of another version gives none.
  package static func load(names: Set<String>, workers: Int) -> [LibraryModule] {
    let wanted = closure(of: names)
    var modules = standardModules
    if wanted.isSuperset(of: foundationNames) { modules += foundationModules }
    let known = Set(modules.map(\.name))
    modules += decode(
      LibraryTable.entries.filter { wanted.contains($0.name) && !known.contains($0.name) }, workers: workers)
    let places = Dictionary(uniqueKeysWithValues: LibraryTable.entries.enumerated().map { ($1.name, $0) })
    return modules.sorted { places[$0.name, default: 0] < places[$1.name, default: 0] }
  }

  /// Decodes what nearly every repository uses, on a thread of its own. Calling it is never needed: it saves time to a
  /// run that has something else to begin with.
  package static func warmUp() { _ = (standardModules.count, foundationModules.count) }

  /// What is decoded once a process, by whoever needs it first: every run needs the first, nearly every one the second.
  private static let standardModules = decode(LibraryTable.entries.filter { implicit.contains($0.name) }, workers: 2)
  private static let foundationModules = decode(
    LibraryTable.entries.filter { foundationNames.contains($0.name) }, workers: 2)
  private static let foundationNames: Set<String> = [
    "Dispatch", "Foundation", "FoundationEssentials", "FoundationInternationalization",
  ]

  /// What the files of a repository can see of the table: the implicit modules and all that any of them imports.
  /// The same for what the files and some modules from elsewhere see.
  package static func load(
    for files: [GraphLinker.Input], and modules: [LibraryModule] = [], workers: Int
  ) -> [LibraryModule] {
    load(names: names(importedBy: files.map(\.facts) + modules.flatMap(\.parts)), workers: workers)
  }

  /// Import names of all modules that the files can see, whether the table holds them or not.
  package static func names(importedBy files: [FileFacts]) -> Set<String> {
    var names = Set<String>()
    for facts in files {
      for item in facts.imports { names.insert(facts.strings[item.module]) }
    }
    return closure(of: names)
  }

  /// `names` and the implicit modules with everything that they re-export, directly or not.
  private static func closure(of names: Set<String>) -> Set<String> {
    let reexports = Dictionary(uniqueKeysWithValues: LibraryTable.entries.map { ($0.name, $0.reexports) })
    var wanted = names.union(implicit)
    var open = wanted.sorted()
    while let name = open.popLast() {
      for next in reexports[name, default: []] where wanted.insert(next).inserted { open.append(next) }
    }
    return wanted
  }

  private static func decode(_ entries: [LibraryTable.Entry], workers: Int) -> [LibraryModule] {
    let modules: [LibraryModule?] = parallelMap(count: entries.count, workers: max(1, min(workers, entries.count))) {
      let entry = entries[$0]
      return entry.text.withUTF8Buffer { text in
        PackedBytes.withUnpacked(UnsafeRawBufferPointer(text), byteCount: entry.byteCount) { bytes in
          FactsCoder.decode(bytes).map { LibraryModule(name: entry.name, parts: [$0], reexports: entry.reexports) }
        }
      }
    }
    return modules.compactMap { $0 }
  }
}
