import Detectors
import Dispatch
import Facts
import Git
import Graph
import Measures
import Model
import Rules
import Snapshot
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
    let snapshot = try self.snapshot()
    times.end("snapshot")

    let key = AnalysisKeyMaker.key(snapshot: snapshot, request: request, rules: rules)
    var (store, storeFailure) = try openStore()
    if let earlier = try store?.result(for: key), let store, try store.isLatest(key) {
      times.end("stored result")
      return AnalysisOutcome(
        result: earlier, isReused: true, suppressed: nil, storeFailure: nil, stageTimes: times.stages)
    }
    let layoutTask = LayoutTask(snapshot)
    let sources = snapshot.files.filter { $0.kind != .xcodeProject }
    let outcomes = try facts(of: sources, snapshot: snapshot, store: store)
    let layout = layoutTask.value()
    times.end("facts and layout")
    let save = try store.flatMap { try beginSave($0, key: key, outcomes: outcomes, failure: &storeFailure) }

    let linked = LinkInput(files: sources, outcomes: outcomes, layout: layout)
    let graph = GraphLinker.link(files: linked.inputs, layout: linked.layout, library: LibraryModules.load(workers: request.workers), workers: request.workers)
    times.end("link")
    save?.begin { try $0.write(graph: graph) }

    request.progress(ProgressEvent(stage: "Detecting", done: 0, total: 0))
    let active = rules.map { ActiveRule($0.rule, options: $0.options, severity: $0.severity) }
    let detection = DetectionRun(rules: active, workers: request.workers).run(on: graph)
    times.end("detect")

    let result = result(snapshot: snapshot, graph: graph, detection: detection, skipped: linked.skipped + layout.gaps)
    times.end("measure")
    if let save { storeFailure = save.finish(result) ?? storeFailure }
    times.end("store")
    store = nil
    return AnalysisOutcome(
      result: result, isReused: false, suppressed: detection.suppressed, storeFailure: storeFailure,
      stageTimes: times.stages)
  }

  /// Starts what takes long and depends on nothing, on a thread of its own: libgit2 reads the machine's certificates
  /// when it begins. Calling it is never needed.
  package static func warmUp() {
    LargeStackThread { try? GitLibrary.prepare() }?.detach()
  }

  // MARK: Snapshot

  private func snapshot() throws -> RepositorySnapshot {
    request.progress(ProgressEvent(stage: "Listing", done: 0, total: 0))
    return try SnapshotStage.snapshot(
      path: request.path, revision: request.revision, configuration: request.configuration)
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

  private func facts(
    of sources: [SourceFile], snapshot: RepositorySnapshot, store: AnalysisStore?
  ) throws -> [FactsStage.Outcome] {
    let stored = try store?.facts(for: sources.map(\.blob)) ?? []
    let stage = FactsStage(
      files: sources, reader: snapshot.reader, limits: request.configuration.limits, workers: request.workers,
      progress: request.progress)
    return stage.run(stored: stored, encodes: store != nil)
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

  // MARK: Result

  private func result(
    snapshot: RepositorySnapshot, graph: CodeGraph, detection: DetectionResult, skipped: [Coverage.Gap]
  ) -> RunResult {
    var coverage = Coverage(skipped: Set(snapshot.gaps + skipped).sorted())
    for file in graph.files {
      if file.facts.gaps.isEmpty {
        coverage.analysed += 1
      } else {
        coverage.partial += file.facts.gaps.map { Coverage.Gap(path: file.path, reason: $0.reason) }
      }
    }
    coverage.partial.sort()
    let measures = MeasureSet.compute(graph: graph, findings: detection.findings)
    let metrics = measures.snapshot.merging(detection.metrics) { first, _ in first }
    return RunResult(
      repository: snapshot.repository,
      snapshot: RunResult.SnapshotSummary(
        revision: snapshot.revision, isDirty: snapshot.isDirty, files: graph.files.count,
        linesOfCode: graph.files.reduce(0) { $0 + Int($1.facts.linesOfCode) }),
      coverage: coverage, metrics: metrics, modules: measures.modules, findings: detection.findings)
  }
}
