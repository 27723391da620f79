import Dispatch
import Model
import Pipeline
import Reports

/// Shows how far a run is in one line of standard error, at most ten times a second, and takes it back at the end.
///
/// A class because several stages share it. `@unchecked Sendable`: its state is touched under the lock.
final class ProgressPrinter: @unchecked Sendable {
  private let isOn: Bool
  private let lock = ThreadLock()
  private let started = DispatchTime.now().uptimeNanoseconds
  private var lastShown: UInt64 = 0
  private var isVisible = false
  /// When the stage that shows its rate began, and how much was done then.
  private var paced: (stage: String, start: UInt64, done: Int)?

  init(isOn: Bool) { self.isOn = isOn }

  func show(_ event: ProgressEvent) {
    guard isOn else { return }
    lock.withLock {
      let now = DispatchTime.now().uptimeNanoseconds
      if event.showsRate, paced?.stage != event.stage { paced = (event.stage, now, event.done) }
      // A quick run shows nothing at all.
      guard now > started + 300_000_000, now > lastShown + 100_000_000 else { return }
      lastShown = now
      isVisible = true
      let text = ProgressLine.text(
        stage: event.stage, done: event.done, total: event.total, elapsed: Double(now - started) / 1e9,
        rate: event.showsRate ? rate(event, at: now) : nil, width: (ProcessSetup.terminalWidth(2) ?? 80) - 1)
      StandardError.raw("\r\u{1b}[2K" + text)
    }
  }

  private func rate(_ event: ProgressEvent, at now: UInt64) -> Double {
    guard let paced, now > paced.start else { return 0 }
    return Double(event.done - paced.done) / (Double(now - paced.start) / 1e9)
  }

  func clear() {
    lock.withLock {
      guard isVisible else { return }
      StandardError.raw("\r\u{1b}[2K")
      isVisible = false
    }
  }
}
