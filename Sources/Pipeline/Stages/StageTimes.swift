import Dispatch

/// Measures how long each stage took. Never part of a result.
struct StageTimes {
  private(set) var stages: [(stage: String, milliseconds: Double)] = []
  private var last = DispatchTime.now().uptimeNanoseconds

  /// Ends the stage that began when the last one ended.
  mutating func end(_ stage: String) {
    let now = DispatchTime.now().uptimeNanoseconds
    stages.append((stage, Double(now - last) / 1e6))
    last = now
  }
}
