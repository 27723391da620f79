import Model
import Testing

@testable import Pipeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The watch over files that take too long.
struct WatchedRunTests {
  @Test func everyItemRunsOnceAndInItsSlot() {
    for workers in [1, 2, 8] {
      let run = WatchedRun<Int>(count: 1000, secondsPerItem: 60)
      #expect(
        run.outcomes(workers: workers, onTimeout: -1, onProgress: { _ in }) { $0 * 2 } == (0..<1000).map { $0 * 2 })
    }
  }

  @Test func anItemThatHangsIsGivenUpAndTheRestGoesOn() {
    let run = WatchedRun<Int>(count: 20, secondsPerItem: 1)
    let release = AtomicCounter()
    let outcomes = run.outcomes(workers: 1, onTimeout: -1, onProgress: { _ in }) { index in
      // Hangs until the run is over, as a parser in a loop would.
      while index == 3, release.next() < 1_000_000 { usleep(1000) }
      return index
    }
    #expect(outcomes.enumerated().allSatisfy { $0.offset == 3 ? $0.element == -1 : $0.element == $0.offset })
  }

  @Test func nothingToDoIsDone() {
    #expect(
      WatchedRun<Int>(count: 0, secondsPerItem: 1).outcomes(workers: 4, onTimeout: 0, onProgress: { _ in }) { $0 }
        .isEmpty)
  }
}
