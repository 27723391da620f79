import Detectors
import Dispatch
import Git
import Graph
import Measures
import Model
import Rules
import Store

/// One analysis from snapshot to result: the only place that orders the stages.
package struct AnalysisPipeline {
  private let request: AnalysisRequest

  package init(_ request: AnalysisRequest) { self.request = request }

  /// Runs the analysis, or returns the stored result of an equal one.
  ///
  /// Throws ``AnalysisError`` where there is nothing to analyse, or the database that was asked for cannot be used.
  package func run() throws -> AnalysisOutcome {
    var times = StageTimes()
    let rules = try request.configuration.activeRules(only: request.rules, includesPreview: request.includesPreview)
    let snapshot = try ListingStage(request: request.source).run()
    times.end("snapshot")

    let index = IndexStage(request.source, snapshot: snapshot)
    let checkouts = CheckoutStage(request.source)
    var (store, storeFailure) = try openStore()
    let history = HistoryStage(snapshot, rules: rules, store: store)
    let key = AnalysisKeyMaker.key(
      snapshot: snapshot, index: index, checkouts: checkouts, history: history, request: request, rules: rules)
    if let earlier = try store?.result(for: key), let store, try store.isLatest(key) {
      times.end("stored result")
      return AnalysisOutcome(
        result: earlier, lines: SnapshotLines(snapshot), isReused: true, indexFailure: nil,
        storeFailure: nil,
        stageTimes: times.stages)
    }
    let stage = ReadingStage(
      request: request.source, readsDocuments: rules.contains { $0.rule.id.text.hasPrefix("imaginary/") })
    let read = try stage.run(snapshot, store: store, encodes: store != nil)
    times.end("facts and layout")
    let save = try store.flatMap { try beginSave($0, key: key, outcomes: read.outcomes, failure: &storeFailure) }

    let measuresEnergy = request.configuration.measuresEnergy
    let energy = measuresEnergy ? EnergyStage(read.input, workers: request.workers) : nil
    let linked = LinkedSnapshot(
      linking: read, index: index, checkouts: checkouts, store: store, keepsNewFacts: store != nil,
      workers: request.workers)
    let graph = linked.graph
    times.end("link")
    let newFacts = linked.newFacts
    save?.begin { writer in
      try writer.write(facts: newFacts)
      try writer.write(graph: graph)
    }

    request.progress(ProgressEvent(stage: "Detecting", done: 0, total: 0))
    let active = rules.map { ActiveRule($0.rule, options: $0.options, severity: $0.severity) }
    let known = history.read(store)
    var detection = DetectionRun(rules: active, workers: request.workers).run(
      on: graph, changes: known?.changes, energy: { energy?.value().table })
    if let known { HistoryStage.tell(known, in: &detection.findings) }
    times.end("detect")

    var result = ResultAssembly.result(
      of: linked.snapshot, graph: graph, coverage: linked.coverage,
      notes: linked.notes + history.notes + EnergyStage.notes(rules, isMeasured: measuresEnergy), detection: detection)
    times.end("measure")
    if let energy {
      request.progress(ProgressEvent(stage: "Scoring", done: 0, total: 0))
      energy.value().add(to: &result)
      times.end("energy")
    }
    if let save { storeFailure = save.finish(result) ?? storeFailure }
    times.end("store")
    store = nil
    return AnalysisOutcome(
      result: result, lines: SnapshotLines(snapshot), isReused: false,
      indexFailure: linked.indexFailure, storeFailure: storeFailure, stageTimes: times.stages)
  }

  /// Starts what takes long and depends on nothing, on a thread of its own: libgit2 reads the machine's certificates
  /// when it begins, and the library's table is decoded. Calling it is never needed.
  package static func warmUp() {
    LargeStackThread {
      try? GitLibrary.prepare()
      LibraryModules.warmUp()
    }?.detach()
  }

  // MARK: Store

  private func openStore() throws -> (AnalysisStore?, String?) {
    switch request.database {
    case .none: return (nil, nil)
    case .file(let path): return (try AnalysisStore(path: path, access: .writing), nil)
    case .standard:
      let path = DatabaseLocation.standard(under: request.path)
      if let reason = DatabaseLocation.obstacle(to: path) { return (nil, reason) }
      return (try AnalysisStore(path: path, access: .writing), nil)
    }
  }

  private func beginSave(
    _ store: AnalysisStore, key: AnalysisKey, outcomes: [FactsStage.Outcome], failure: inout String?
  ) throws -> BackgroundSave? {
    let writer: AnalysisWriter
    do {
      writer = try store.beginSave(key)
    } catch let error as AnalysisError {
      // Another process may be writing: what is asked for is the report, so the run goes on and says so.
      failure = error.message
      return nil
    }
    var seen: Set<BlobID> = []
    let new = outcomes.compactMap { outcome -> CodedFacts? in
      guard case .facts(_, let coded?) = outcome, seen.insert(coded.blob).inserted else { return nil }
      return coded
    }
    let save = BackgroundSave(writer: writer)
    save.begin { try $0.write(facts: new) }
    return save
  }
}
