import Model
import Snapshot

/// Work on many commits at once, each thread with a repository's handle of its own.
enum CommitTasks {
  /// Element `i` is `body(i)`; the handle must not leave `body`. Throws the first failure by index, or that of a thread
  /// that could not open the repository.
  static func map<Element: Sendable>(
    count: Int, at path: String, workers: Int,
    _ body: @escaping @Sendable (Int, CommitSnapshots) throws -> Element
  ) throws -> [Element] {
    let workers = max(1, min(workers, count))
    let cursor = AtomicCounter()
    let slots = SlotArray<Result<Element, AnalysisError>>(count: count)
    let failures = SlotArray<AnalysisError>(count: workers)
    parallelFor(count: workers, workers: workers) { worker in
      let commits: CommitSnapshots
      switch attempt({ try CommitSnapshots(at: path) }) {
      case .success(let opened): commits = opened
      case .failure(let error):
        failures.set(worker, error)
        return
      }
      while true {
        let index = cursor.next()
        guard index < count else { return }
        slots.set(index, attempt { try body(index, commits) })
      }
    }
    if let failure = failures.values().first { throw failure }
    return try slots.values().map { try $0.get() }
  }

  private static func attempt<Value>(_ body: () throws -> Value) -> Result<Value, AnalysisError> {
    do {
      return .success(try body())
    } catch {
      return .failure(error as? AnalysisError ?? AnalysisError("\(error)", kind: .internal))
    }
  }
}
