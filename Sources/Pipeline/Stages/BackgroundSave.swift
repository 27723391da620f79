import Graph
import Model
import Store

/// Writes to the store on a thread of its own while the run goes on: facts while the graph is linked, the graph while
/// detectors run.
///
/// Steps run one after the other in the order they were given. The first failure ends the save; it is told at the end,
/// because a result that could not be stored is still a result. A class because it owns threads; `@unchecked Sendable`:
/// a step runs after the thread before it has been joined.
final class BackgroundSave: @unchecked Sendable {
  private let writer: AnalysisWriter
  private var thread: LargeStackThread?
  private var failure: (any Error)?

  init(writer: AnalysisWriter) { self.writer = writer }

  /// Begins a step as soon as the one before has ended.
  func begin(_ step: @escaping @Sendable (AnalysisWriter) throws -> Void) {
    let previous = thread
    thread = LargeStackThread {
      previous?.join()
      self.run(step)
    }
    if thread == nil {
      previous?.join()
      run(step)
    }
  }

  /// Waits for all steps, then stores the result. The reason where anything failed, nil where all is stored.
  func finish(_ result: RunResult) -> String? {
    thread?.join()
    run { try $0.finish(result: result) }
    return failure.map { "\($0)" }
  }

  private func run(_ step: (AnalysisWriter) throws -> Void) {
    guard failure == nil else { return }
    do { try step(writer) } catch { failure = error }
  }
}
