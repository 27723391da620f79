import Dispatch
import Model

/// Runs items on worker threads and gives up any item that takes longer than its time.
///
/// A class because the workers share it. `@unchecked Sendable`: all mutable state is touched under the lock.
final class WatchedRun<Outcome: Sendable>: @unchecked Sendable {
  private struct Worker {
    var item: Int
    var started: DispatchTime
    var isAbandoned = false
  }

  private let count: Int
  private let limit: UInt64
  private let lock = ThreadLock()
  private let finished = DispatchSemaphore(value: 0)
  private var next = 0
  private var done = 0
  private var workers: [Worker] = []
  private var results: [Outcome?]

  init(count: Int, secondsPerItem: Int) {
    self.count = count
    limit = UInt64(secondsPerItem) * 1_000_000_000
    results = [Outcome?](repeating: nil, count: count)
  }

  /// One outcome an item, in order. Blocks until every item has ended or was given up; `onProgress` gets the number of
  /// items done, some ten times a second, on the calling thread.
  func outcomes(
    workers workerCount: Int, onTimeout: Outcome, onProgress: (Int) -> Void,
    _ body: @escaping @Sendable (Int) -> Outcome
  ) -> [Outcome] {
    guard count > 0 else { return [] }
    for _ in 0..<max(1, min(workerCount, count)) { start(body) }
    while finished.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      onProgress(lock.withLock { done })
      for _ in 0..<abandonOverdue(onTimeout) { start(body) }
      if lock.withLock({ done == count }) { break }
    }
    return lock.withLock { results.map { $0 ?? onTimeout } }
  }

  private func start(_ body: @escaping @Sendable (Int) -> Outcome) {
    let index = lock.withLock {
      workers.append(Worker(item: -1, started: .now()))
      return workers.count - 1
    }
    guard let thread = LargeStackThread({ self.work(as: index, body) }) else {
      // No thread to be had: the caller's own does the work, without a watch.
      work(as: index, body)
      return
    }
    thread.detach()
  }

  private func work(as worker: Int, _ body: @Sendable (Int) -> Outcome) {
    while let item = take(worker) {
      let outcome = body(item)
      guard finish(item, outcome, worker) else { return }
    }
  }

  private func take(_ worker: Int) -> Int? {
    lock.withLock {
      guard next < count else { return nil }
      defer { next += 1 }
      workers[worker].item = next
      workers[worker].started = .now()
      return next
    }
  }

  /// Keeps the outcome, unless the item was given up meanwhile; false tells the worker to end.
  private func finish(_ item: Int, _ outcome: Outcome, _ worker: Int) -> Bool {
    lock.withLock {
      guard !workers[worker].isAbandoned else { return false }
      workers[worker].item = -1
      results[item] = outcome
      done += 1
      if done == count { finished.signal() }
      return true
    }
  }

  /// Gives up items over their time; the number of workers to replace.
  private func abandonOverdue(_ outcome: Outcome) -> Int {
    lock.withLock {
      let now = DispatchTime.now().uptimeNanoseconds
      var lost = 0
      for index in workers.indices where workers[index].item >= 0 && !workers[index].isAbandoned {
        guard now > workers[index].started.uptimeNanoseconds + limit else { continue }
        workers[index].isAbandoned = true
        results[workers[index].item] = outcome
        done += 1
        lost += 1
      }
      return lost
    }
  }
}
