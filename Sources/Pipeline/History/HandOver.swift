import Dispatch
import Model

/// Hands values from one thread to another, in order, and lets the first run ahead by a few.
///
/// A class because both threads share it. `@unchecked Sendable`: its state is touched under the lock.
final class HandOver<Value: Sendable>: @unchecked Sendable {
  private let lock = ThreadLock()
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)
  private var values: [Value] = []
  private var isFinished = false

  /// `limit` is the number of values that may wait to be taken.
  init(limit: Int) {
    // A semaphore must not go away with less than it was made with.
    for _ in 0..<max(1, limit) { room.signal() }
  }

  /// Waits until there is room.
  func put(_ value: Value) {
    room.wait()
    lock.withLock { values.append(value) }
    filled.signal()
  }

  /// Tells that no more will come.
  func finish() {
    lock.withLock { isFinished = true }
    filled.signal()
  }

  /// The next value, once there is one; nil after the last.
  func take() -> Value? {
    filled.wait()
    let value = lock.withLock { values.isEmpty ? nil : values.removeFirst() }
    if value == nil {
      filled.signal()
    } else {
      room.signal()
    }
    return value
  }
}
