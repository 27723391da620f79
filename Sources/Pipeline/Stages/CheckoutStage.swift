import Facts
import Graph
import Model
import Snapshot
import Store

/// Reads what the packages that lie resolved beside a working tree declare, so that their types are known: the modules
/// that its files import, and what these hand on.
///
/// Nothing here ends a run: a module that is not there, or that would cost too much, stays unknown.
struct CheckoutStage: Sendable {
  /// What was read.
  struct Outcome {
    /// Sorted by name.
    var modules: [LibraryModule] = []
    /// Facts that the store did not have, in coded form.
    var coded: [CodedFacts] = []
    /// What the report has to say of it, free of this machine's paths.
    var notes: [String] = []
  }

  /// Most bytes of source that are read, over all modules; what is beyond stays unknown, and a note says so.
  private static let byteLimit = 64 << 20
  /// Most modules whose names a note lists.
  private static let namedModules = 12

  private let packages: CheckedOutPackages?
  private let request: SnapshotRequest

  /// Looks for packages; reads nothing of them. Those of a commit are not known, as they were resolved for the working
  /// tree.
  init(_ request: SnapshotRequest) {
    self.request = request
    packages =
      request.readsCheckouts && request.revision == nil ? CheckedOutPackages(root: request.path) : nil
  }

  /// Adds what decides the outcome to the key of a run's result.
  func combine(into hash: inout StableHash) {
    hash.combine(byte: packages == nil ? 0 : 1)
    packages?.combine(into: &hash)
  }

  /// Reads the modules that `files` import and neither the repository nor the library's table has.
  func run(for files: [GraphLinker.Input], layout: ProjectLayout, store: AnalysisStore?, encodes: Bool) -> Outcome {
    guard let packages else { return Outcome() }
    var known = Set(LibraryModules.names).union(layout.modules.map(\.importName))
    var wanted = Set(files.flatMap { file in file.facts.imports.map { file.facts.strings[$0.module] } })
    wanted.subtract(known)
    var outcome = Outcome()
    var bytes = 0
    var skipped: [String] = []
    var usedPackages: Set<String> = []
    while !wanted.isEmpty {
      let found = wanted.sorted().compactMap { packages.module(named: $0) }
      known.formUnion(wanted)
      wanted = []
      for module in found {
        bytes += module.files.reduce(0) { $0 + $1.size }
        guard bytes <= Self.byteLimit else {
          skipped.append(module.name)
          continue
        }
        usedPackages.insert(module.package)
        let read = read(module, store: store, encodes: encodes)
        wanted.formUnion(read.module.reexports.filter { !known.contains($0) })
        outcome.modules.append(read.module)
        outcome.coded += read.coded
      }
    }
    outcome.modules.sort { $0.name < $1.name }
    outcome.notes = notes(outcome.modules.map(\.name), packages: usedPackages.count, skipped: skipped.sorted())
    return outcome
  }

  private func read(
    _ module: CheckedOutPackages.Module, store: AnalysisStore?, encodes: Bool
  ) -> (module: LibraryModule, coded: [CodedFacts]) {
    let stored = (try? store?.facts(for: module.files.map(\.blob))) ?? []
    let stage = FactsStage(
      files: module.files, reader: module.reader, limits: request.configuration.limits, workers: request.workers,
      progress: request.progress)
    let outcomes = stage.run(stored: stored, encodes: encodes)
    let parts: [FileFacts?] = parallelMap(count: outcomes.count, workers: request.workers) { index in
      guard case .facts(let facts, _) = outcomes[index] else { return nil }
      return InterfaceFacts.facts(of: facts)
    }
    var reexports: Set<String> = []
    for case let part? in parts {
      for item in part.imports where item.isExported { reexports.insert(part.strings[item.module]) }
    }
    let coded = outcomes.compactMap { outcome -> CodedFacts? in
      if case .facts(_, let coded) = outcome { coded } else { nil }
    }
    let isWhole = parts.allSatisfy { $0?.gaps.isEmpty ?? false }
    return (
      LibraryModule(
        name: module.name, parts: parts.compactMap { $0 }, reexports: reexports.sorted(),
        origin: isWhole ? .checkout : .partialCheckout), coded
    )
  }

  private func notes(_ modules: [String], packages: Int, skipped: [String]) -> [String] {
    var notes: [String] = []
    if !modules.isEmpty {
      let named = modules.prefix(Self.namedModules).joined(separator: ", ")
      let rest = modules.count > Self.namedModules ? " and \(modules.count - Self.namedModules) more" : ""
      notes.append(
        "Types of \(modules.count) \(modules.count == 1 ? "module" : "modules") come from "
          + "\(packages) \(packages == 1 ? "package" : "packages") in .build/checkouts: \(named)\(rest).")
    }
    if !skipped.isEmpty {
      notes.append(
        "Modules in .build/checkouts beyond \(Self.byteLimit >> 20) MiB of source are not read: "
          + skipped.joined(separator: ", ") + ".")
    }
    return notes
  }
}
