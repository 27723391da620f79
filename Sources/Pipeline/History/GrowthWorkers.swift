import Dispatch
import Facts
import Git
import Growth
import Model
import Snapshot

/// Analyses the items of a plan on several threads and hands the outcomes over in the plan's order.
///
/// Neighbouring commits share nearly everything, so that they are gone along in order, in *lanes*: one thread of a lane
/// reads and links, and hands each commit to a second one, which looks for defects. Where there is one lane, a third reads
/// what the next commits will need. Where there are workers for several lanes, each lane takes a run of neighbouring commits
/// at a time, and leaps where its next run begins. One worker does all by itself.
///
/// A class because the workers share it. `@unchecked Sendable`: each outcome is written by one worker before its signal and
/// read after it.
final class GrowthWorkers: @unchecked Sendable {
  /// What an item came to.
  enum Outcome: Sendable {
    /// `sources` are there where token energy is measured.
    case grown(RunResult, files: [ChangedFile], sources: EnergySources?)
    case failed(String)
  }

  /// Fewer items than that are done one after the other, with all workers at each.
  private static let fewItems = 8
  /// Linked commits that wait for the second thread of a lane at most.
  private static let waitingCommits = 4
  /// Items whose files are read together, and how many of these groups are read before they are needed.
  private static let groupedItems = 8
  private static let groupsAhead = 4
  /// Longest run of items; where token energy is measured, whose outcomes hold facts, it is shorter.
  private static let longestRun = 96
  private static let longestEnergyRun = 24

  private let plan: HistoryPlan
  private let request: HistoryRequest
  private let rules: [RuleActivation]
  private let cache: FactsCache
  private let laneCount: Int
  private let isShared: Bool
  private let runLength: Int
  private let cursor = AtomicCounter()
  private let permits: DispatchSemaphore
  /// One for each group of items that may be read ahead.
  private let readings = DispatchSemaphore(value: 0)
  private let ready: [DispatchSemaphore]
  private var outcomes: [Outcome?]

  init(_ plan: HistoryPlan, request: HistoryRequest, rules: [RuleActivation], cache: FactsCache) {
    self.plan = plan
    self.request = request
    self.rules = rules
    self.cache = cache
    let count = plan.items.count
    isShared = request.workers > 1 && count >= Self.fewItems
    let lanes = isShared ? request.workers / 2 : 1
    let longest = request.configuration.measuresEnergy ? Self.longestEnergyRun : Self.longestRun
    runLength = min(longest, max(1, count / (lanes * 4)))
    laneCount = max(1, min(lanes, (count + runLength - 1) / runLength))
    // One run ahead of the one that is written, for each lane. A semaphore must not go away with less than it was made
    // with, so that it is made with nothing.
    permits = DispatchSemaphore(value: 0)
    for _ in 0...laneCount { permits.signal() }
    ready = plan.items.map { _ in DispatchSemaphore(value: 0) }
    outcomes = [Outcome?](repeating: nil, count: count)
  }

  /// Calls `take` with each item's outcome, in order, on the calling thread; false ends the work.
  func run(_ take: (Int, Outcome) throws -> Bool) throws {
    var threads: [LargeStackThread] = []
    defer {
      // Whoever waits for a permit gets one, finds nothing left and ends.
      stop()
      for _ in 0..<laneCount { permits.signal() }
      readings.signal()
      for thread in threads { thread.join() }
    }
    func start(_ body: @escaping @Sendable () -> Void) throws {
      guard let thread = LargeStackThread(body) else {
        throw AnalysisError("No thread could be started. Close other programs, or raise the limit of processes.")
      }
      threads.append(thread)
    }
    if isShared, laneCount == 1 { try start { self.readAhead() } }
    for _ in 0..<laneCount {
      guard isShared else {
        try start { self.workAlone() }
        continue
      }
      let handOver = HandOver<Step>(limit: Self.waitingCommits)
      try start { self.detect(from: handOver) }
      do {
        try start { self.link(into: handOver) }
      } catch {
        handOver.finish()
        throw error
      }
    }
    for index in plan.items.indices {
      ready[index].wait()
      let outcome = outcomes[index] ?? .failed("it was not analysed")
      outcomes[index] = nil
      guard try take(index, outcome) else { return }
      if (index + 1).isMultiple(of: runLength) { permits.signal() }
    }
  }

  private let stopLock = ThreadLock()
  private var isStopped = false

  private func stop() { stopLock.withLock { isStopped = true } }

  private var hasToStop: Bool { stopLock.withLock { isStopped } }

  // MARK: Lanes

  /// What the first thread of a lane hands to the second.
  private struct Step: Sendable {
    var index: Int
    /// The item's files, nil where they are those of the item before it; or why there are none.
    var linked: Result<LinkedCommit?, AnalysisError>
  }

  private func link(into handOver: HandOver<Step>) {
    var linking = self.linking(workers: 1)
    forEachItem {
      if $0.isMultiple(of: Self.groupedItems) { readings.signal() }
      handOver.put(Step(index: $0, linked: linked($0, &linking)))
    }
    handOver.finish()
  }

  private func detect(from handOver: HandOver<Step>) {
    var detection = self.detection(workers: 1)
    while let step = handOver.take() {
      // What is still on its way has to be taken, so that nobody waits for room.
      if !hasToStop { finish(step, &detection) }
    }
  }

  private func workAlone() {
    var linking = self.linking(workers: request.workers)
    var detection = self.detection(workers: request.workers)
    forEachItem { finish(Step(index: $0, linked: linked($0, &linking)), &detection) }
  }

  /// Calls `body` with each item of the runs that a lane takes.
  private func forEachItem(_ body: (Int) -> Void) {
    while true {
      permits.wait()
      let first = cursor.next() * runLength
      guard first < plan.items.count, !hasToStop else {
        permits.signal()
        return
      }
      for index in first..<min(first + runLength, plan.items.count) {
        if hasToStop { break }
        body(index)
      }
    }
  }

  // MARK: Reading ahead

  /// Reads the changed files of the items that the lane comes to next. What it cannot read the lane finds out by itself.
  private func readAhead() {
    guard let commits = try? CommitSnapshots(at: request.path) else { return }
    for _ in 1..<Self.groupsAhead { readings.signal() }
    for first in stride(from: 0, to: plan.items.count, by: Self.groupedItems) {
      readings.wait()
      guard !hasToStop else { return }
      var files: [SourceFile] = []
      var seen: Set<BlobID> = []
      for item in plan.items[first..<min(first + Self.groupedItems, plan.items.count)] {
        for file in item.changes?.files ?? [] {
          guard let blob = file.newBlob, seen.insert(blob).inserted, cache.facts(of: blob) == nil else { continue }
          if let source = source(blob, of: file, commits) { files.append(source) }
        }
      }
      guard !files.isEmpty else { continue }
      _ = commits.facts(of: files, limits: request.configuration.limits, cache)
    }
  }

  // MARK: Linking

  private func linking(workers: Int) -> Result<SnapshotLinking, AnalysisError> {
    AnalysisError.result {
      SnapshotLinking(
        request.source(workers: workers), rules: rules, commits: try CommitSnapshots(at: request.path), cache: cache)
    }
  }

  private func linked(
    _ index: Int, _ linking: inout Result<SnapshotLinking, AnalysisError>
  ) -> Result<LinkedCommit?, AnalysisError> {
    switch linking {
    case .failure(let error): return .failure(error)
    case .success(var own):
      // Held once, it is changed in place.
      linking = .failure(AnalysisError("it was not analysed"))
      defer { linking = .success(own) }
      return AnalysisError.result { try own.next(plan.items[index].commit) }
    }
  }

  // MARK: Detection

  /// What the second thread of a lane keeps.
  private struct DetectionState {
    var detection: SnapshotDetection
    /// Its own handle of the repository.
    var commits: Result<CommitSnapshots, AnalysisError>
    var counted: (index: Int, table: CoChangeTable)?
    /// The files of the commit that was looked at last; nil where token energy is not measured.
    var sources: EnergySources?
  }

  private func detection(workers: Int) -> DetectionState {
    DetectionState(
      detection: SnapshotDetection(rules: rules, workers: workers),
      commits: AnalysisError.result { try CommitSnapshots(at: request.path) })
  }

  private func finish(_ step: Step, _ state: inout DetectionState) {
    let item = plan.items[step.index]
    switch (step.linked, state.commits) {
    case (.failure(let error), _), (_, .failure(let error)): outcomes[step.index] = .failed(error.message)
    case (.success(let linked), .success(let commits)):
      if plan.countsChanges { plan.count(upTo: step.index, into: &state.counted) }
      let result = state.detection.result(of: item.commit, linked, changes: state.counted?.table)
      if request.configuration.measuresEnergy, let linked { state.sources = EnergySources(linked.graph) }
      let files = item.stored == nil ? changedFiles(of: item, commits) : []
      outcomes[step.index] = .grown(result, files: files, sources: state.sources)
    }
    ready[step.index].signal()
  }

  private func changedFiles(of item: HistoryPlan.Item, _ commits: CommitSnapshots) -> [ChangedFile] {
    (item.changes?.files ?? []).map { file in
      LineChanges.compared(
        file, old: facts(of: file.oldBlob, of: file, commits), new: facts(of: file.newBlob, of: file, commits),
        in: commits.repository)
    }
  }

  /// The facts of one version of a changed file. What the other workers have made of the cache meanwhile must not count,
  /// so that a version that is no longer there is read again.
  private func facts(of blob: BlobID?, of file: ChangedFile, _ commits: CommitSnapshots) -> FileFacts? {
    guard let blob, let source = source(blob, of: file, commits) else { return nil }
    if let known = cache.facts(of: blob) { return known }
    if case .facts(let facts, _)? = commits.facts(of: [source], limits: request.configuration.limits, cache).first {
      return facts
    }
    return nil
  }

  /// One version of a changed file; nil where its content is not there.
  private func source(_ blob: BlobID, of file: ChangedFile, _ commits: CommitSnapshots) -> SourceFile? {
    guard case .size(let size) = commits.repository.blobHeader(of: blob) else { return nil }
    return SourceFile(path: file.path, rawPath: Array(file.path.utf8), kind: .swift, blob: blob, size: size)
  }
}

extension CommitSnapshots {
  /// Reads files' facts and keeps them in the cache.
  fileprivate func facts(
    of files: [SourceFile], limits: Configuration.Limits, _ cache: FactsCache
  ) -> [FactsStage.Outcome] {
    let outcomes = FactsStage(files: files, reader: reader, limits: limits, workers: 1, progress: { _ in })
      .run(stored: [], encodes: false)
    cache.keep(outcomes, of: files)
    return outcomes
  }
}

extension AnalysisError {
  /// What `body` gives, or the error that it throws, whatever its type.
  fileprivate static func result<Value>(_ body: () throws -> Value) -> Result<Value, AnalysisError> {
    do {
      return .success(try body())
    } catch {
      return .failure((error as? AnalysisError) ?? AnalysisError("\(error)"))
    }
  }
}
