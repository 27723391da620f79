import Dispatch
import Facts
import Git
import Growth
import Model
import Snapshot

/// Analyses the items of a plan on several threads and hands the outcomes over in the plan's order.
///
/// Neighbouring commits share nearly everything, so each worker takes a run of them at a time and goes from one to the
/// next; only where a run begins has it to leap. A class because the workers share it. `@unchecked Sendable`: each
/// outcome is written by one worker before its signal and read after it.
final class GrowthWorkers: @unchecked Sendable {
  /// What an item came to.
  enum Outcome: Sendable {
    case grown(RunResult, files: [ChangedFile])
    case failed(String)
  }

  private let plan: HistoryPlan
  private let request: HistoryRequest
  private let rules: [RuleActivation]
  private let cache: FactsCache
  private let runLength: Int
  private let cursor = AtomicCounter()
  private let permits: DispatchSemaphore
  private let ready: [DispatchSemaphore]
  private var outcomes: [Outcome?]

  init(_ plan: HistoryPlan, request: HistoryRequest, rules: [RuleActivation], cache: FactsCache) {
    self.plan = plan
    self.request = request
    self.rules = rules
    self.cache = cache
    let workers = max(1, request.workers)
    runLength = workers == 1 ? max(1, plan.items.count) : min(96, max(1, plan.items.count / (workers * 4)))
    // One run ahead of the one that is written, for each worker. A semaphore must not go away with less than it was made
    // with, so that it is made with nothing.
    permits = DispatchSemaphore(value: 0)
    for _ in 0...workers { permits.signal() }
    ready = plan.items.map { _ in DispatchSemaphore(value: 0) }
    outcomes = [Outcome?](repeating: nil, count: plan.items.count)
  }

  /// Number of workers: no more than there are runs. Where there is one, it may use several threads itself.
  private var count: Int {
    max(1, min(request.workers, (plan.items.count + runLength - 1) / max(1, runLength)))
  }

  /// Calls `take` with each item's outcome, in order, on the calling thread; false ends the work.
  func run(_ take: (Int, Outcome) throws -> Bool) throws {
    let count = self.count
    let threads = (0..<count).compactMap { _ in LargeStackThread { self.work(threads: count == 1) } }
    guard !threads.isEmpty else {
      throw AnalysisError("No thread could be started. Close other programs, or raise the limit of processes.")
    }
    defer {
      // Whoever waits for a permit gets one, finds nothing left and ends.
      for _ in 0..<count { permits.signal() }
      for thread in threads { thread.join() }
    }
    for index in plan.items.indices {
      ready[index].wait()
      let outcome = outcomes[index] ?? .failed("it was not analysed")
      outcomes[index] = nil
      guard try take(index, outcome) else {
        stop()
        return
      }
      if (index + 1).isMultiple(of: runLength) { permits.signal() }
    }
  }

  private let stopLock = ThreadLock()
  private var isStopped = false

  private func stop() { stopLock.withLock { isStopped = true } }

  private var hasToStop: Bool { stopLock.withLock { isStopped } }

  private func work(threads: Bool) {
    var growth: SnapshotGrowth?
    var counted: (index: Int, table: CoChangeTable)?
    var commits: CommitSnapshots?
    var failure = ""
    do {
      let own = try CommitSnapshots(at: request.path)
      commits = own
      growth = SnapshotGrowth(
        request.source(workers: threads ? request.workers : 1), rules: rules, commits: own, cache: cache)
    } catch {
      failure = (error as? AnalysisError)?.message ?? "\(error)"
    }
    while true {
      permits.wait()
      let first = cursor.next() * runLength
      guard first < plan.items.count, !hasToStop else {
        permits.signal()
        return
      }
      for index in first..<min(first + runLength, plan.items.count) {
        if hasToStop { break }
        if growth != nil, let commits {
          if plan.countsChanges { plan.count(upTo: index, into: &counted) }
          outcomes[index] = outcome(of: plan.items[index], &growth, commits, changes: counted?.table)
        } else {
          outcomes[index] = .failed(failure)
        }
        ready[index].signal()
      }
    }
  }

  private func outcome(
    of item: HistoryPlan.Item, _ growth: inout SnapshotGrowth?, _ commits: CommitSnapshots, changes: CoChangeTable?
  ) -> Outcome {
    do {
      guard let result = try growth?.result(of: item.commit, changes: changes) else {
        return .failed("it was not analysed")
      }
      guard item.stored == nil else { return .grown(result, files: []) }
      let files = (item.changes?.files ?? []).map { file in
        LineChanges.compared(
          file, old: facts(of: file.oldBlob, of: file, commits), new: facts(of: file.newBlob, of: file, commits),
          in: commits.repository)
      }
      return .grown(result, files: files)
    } catch {
      return .failed((error as? AnalysisError)?.message ?? "\(error)")
    }
  }

  /// The facts of one version of a changed file. What the other workers have made of the cache meanwhile must not count,
  /// so that a version that is no longer there is read again.
  private func facts(of blob: BlobID?, of file: ChangedFile, _ commits: CommitSnapshots) -> FileFacts? {
    guard let blob, case .size(let size) = commits.repository.blobHeader(of: blob) else { return nil }
    let source = SourceFile(path: file.path, rawPath: Array(file.path.utf8), kind: .swift, blob: blob, size: size)
    return cache.facts(of: blob) ?? commits.facts(of: source, limits: request.configuration.limits, cache)
  }
}

extension CommitSnapshots {
  /// Reads a file's facts and keeps them in the cache; nil where there are none to be had.
  fileprivate func facts(of file: SourceFile, limits: Configuration.Limits, _ cache: FactsCache) -> FileFacts? {
    let outcomes = FactsStage(files: [file], reader: reader, limits: limits, workers: 1, progress: { _ in })
      .run(stored: [], encodes: false)
    cache.keep(outcomes, of: [file])
    if case .facts(let facts, _)? = outcomes.first { return facts }
    return nil
  }
}
