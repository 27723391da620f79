import Dispatch
import Git
import Growth
import Model
import Snapshot
import Store

/// The analysis of a repository's history, from the walk to the stored series: the only place that orders its stages.
package struct HistoryPipeline {
  /// Most steps that are made permanent at once, and the time after which fewer are, in nanoseconds.
  private static let batch = 64
  private static let batchTime: UInt64 = 1_000_000_000
  /// Bytes of source behind the facts that are kept for later commits.
  private static let cachedBytes = 16 << 20

  private let request: HistoryRequest

  package init(_ request: HistoryRequest) { self.request = request }

  /// Analyses the commits that are not stored yet.
  ///
  /// Throws ``AnalysisError`` where there is no history to read, or no database to keep it in. What was analysed before an
  /// error stays stored.
  package func run() throws -> HistoryOutcome {
    var times = StageTimes()
    var outcome = HistoryOutcome()
    let rules = try request.configuration.activeRules(only: [], includesPreview: request.includesPreview)
    let commits = try CommitSnapshots(at: request.path)
    let selection = try selection(in: commits.repository)
    let key = SeriesKeyMaker.key(
      repository: commits.name, prefix: commits.prefix, selection: selection, request: request, rules: rules)
    let store = try openStore()
    let writer = try store.beginHistory(key)
    request.progress(ProgressEvent(stage: "Walking", done: 0, total: 0))
    var plan = try plan(selection, rules: rules, in: commits, writer: writer, outcome: &outcome)
    times.end("walk")
    try plan.compareTrees(
      at: request.path, excluded: request.configuration.exclude, workers: request.workers)
    times.end("compare trees")

    let mailmap = try Self.mailmap(at: selection.tip, in: commits.repository)
    do {
      try grow(plan, rules: rules, writer: writer, mailmap: mailmap, outcome: &outcome)
    } catch is StepRecorder.Mismatch {
      try writer.removeSteps()
      outcome.isRestarted = true
      plan = try self.plan(selection, rules: rules, in: commits, writer: writer, outcome: &outcome)
      try plan.compareTrees(
        at: request.path, excluded: request.configuration.exclude, workers: request.workers)
      try grow(plan, rules: rules, writer: writer, mailmap: mailmap, outcome: &outcome)
    }
    times.end("analyse")
    outcome.stageTimes = times.stages
    return outcome
  }

  // MARK: What to analyse

  private func selection(in repository: GitRepository) throws -> CommitSelection {
    var selection = CommitSelection(tip: try repository.resolve(request.range.tip ?? "HEAD"))
    selection.includesMerged = request.range.includesMerged
    selection.interval = request.range.interval
    selection.onlyTagged = request.range.onlyTagged
    if let since = request.range.since {
      selection.beginning = try CalendarDay.seconds(since).map { .time($0) } ?? .commit(repository.resolve(since))
    }
    return selection
  }

  /// What there is to do. Where that is nothing, the series is brought up to the tip at once.
  private func plan(
    _ selection: CommitSelection, rules: [RuleActivation], in commits: CommitSnapshots, writer: HistoryWriter,
    outcome: inout HistoryOutcome
  ) throws -> HistoryPlan {
    var stored = try writer.stored()
    if try hasDeepened(stored.openings, selection, in: commits.repository) {
      try writer.removeSteps()
      stored = ([:], [])
      outcome.isRestarted = true
    }
    let steps = Dictionary(uniqueKeysWithValues: stored.steps.map { (GitObjectID($0.key), $0.value) })
    let walk = try CommitWalk(
      selection, in: commits.repository, stoppingAt: selection.isWhole ? Set(steps.keys) : [])
    guard !walk.steps.isEmpty else {
      throw AnalysisError("No commit is selected. Give another --since, or leave it out.")
    }
    var plan = HistoryPlan(
      walk, selection: selection, stored: steps, countsChanges: selection.isGapless && rules.lookAtHistory)
    for (index, item) in plan.items.enumerated() where item.children > 0 && plan.countsChanges {
      if let step = item.stored { plan.earlierChanges[index] = try writer.changes(upTo: step) }
    }
    outcome.cuts = plan.cuts
    outcome.selected = selection.isWhole ? steps.count + plan.newCount : plan.selected
    if plan.items.isEmpty, let tip = steps[selection.tip] { try writer.finish(tip: tip, places: []) }
    return plan
  }

  /// Whether history now goes on before a commit at which it was cut off when that was stored.
  private func hasDeepened(
    _ openings: [BlobID], _ selection: CommitSelection, in repository: GitRepository
  ) throws -> Bool {
    guard selection.beginning == nil, !openings.isEmpty else { return false }
    let boundary = repository.shallowCommits()
    return openings.contains { opening in
      let id = GitObjectID(opening)
      guard !boundary.contains(id), let commit = try? repository.commit(id) else { return false }
      return commit.parents.first.map { (try? repository.commit($0)) != nil } ?? false
    }
  }

  /// The repository's own `.mailmap` at the tip; one that configuration names is not read. A tip whose tree is missing has
  /// none, and is told as a commit that cannot be read.
  private static func mailmap(at tip: GitObjectID, in repository: GitRepository) throws -> GitMailmap {
    let tree = try repository.commit(tip).tree
    guard let entry = try? repository.entry(at: Array(".mailmap".utf8), below: tree), entry.kind == .file,
      case .size(let size) = repository.blobHeader(of: entry.id.blob), size <= 1 << 20
    else { return GitMailmap([]) }
    return GitMailmap(try repository.withBlob(entry.id.blob) { Array($0) })
  }

  private func openStore() throws -> AnalysisStore {
    switch request.database {
    case .none: throw AnalysisError("A history is kept in a database. Leave out --database none, or name a file.")
    case .file(let path): return try AnalysisStore(path: path, access: .writing)
    case .standard:
      let path = DatabaseLocation.standard(under: request.path)
      if DatabaseLocation.obstacle(to: path) != nil {
        throw AnalysisError("\(path) cannot be written. Choose another place with --database FILE.")
      }
      return try AnalysisStore(path: path, access: .writing)
    }
  }

  // MARK: Analysing

  private func grow(
    _ plan: HistoryPlan, rules: [RuleActivation], writer: HistoryWriter, mailmap: GitMailmap,
    outcome: inout HistoryOutcome
  ) throws {
    guard !plan.items.isEmpty else { return }
    let cache = FactsCache(byteLimit: Self.cachedBytes)
    let workers = GrowthWorkers(plan, request: request, rules: rules, cache: cache)
    let energy = request.configuration.measuresEnergy ? EnergySeries(workers: request.workers) : nil
    var recorder = StepRecorder(plan, writer: writer, mailmap: mailmap, energy: energy)
    var found = outcome
    let total = plan.newCount
    var lastCommit = DispatchTime.now().uptimeNanoseconds
    try workers.run { index, item in
      switch item {
      case .failed(let reason):
        recorder.fail(index)
        found.failed.append((plan.items[index].commit.id.description, reason))
      case .grown(let result, let files, let sources):
        try recorder.record(index, result, files: files, sources: sources)
        if plan.items[index].stored == nil { found.analysed += 1 }
      }
      request.progress(ProgressEvent(stage: "Commits", done: found.analysed, total: total, showsRate: true))
      found.isCancelled = request.isCancelled()
      let now = DispatchTime.now().uptimeNanoseconds
      if found.analysed.isMultiple(of: Self.batch) || found.isCancelled || now > lastCommit + Self.batchTime {
        try writer.commit(tip: recorder.lastStep)
        lastCommit = now
      }
      return !found.isCancelled
    }
    found.blobsRead = cache.blobsRead
    outcome = found
    if let tip = recorder.tip, !found.isCancelled {
      try writer.finish(tip: tip.step, places: tip.places)
    } else {
      try writer.commit(tip: recorder.lastStep)
    }
  }
}
