#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Stack size of the threads that walk syntax: deep trees recurse once a level. Address space only; memory is used as
/// far as a stack really grows.
let largeStackBytes = 512 << 20

/// Calls `body` once for every index below `count`, on at most `workers` threads with large stacks.
///
/// Indices are handed out in ascending order, one at a time; the order in which calls end is not defined, so `body`
/// writes into slots of its own. Returns when all calls have ended. With one worker everything runs on one thread: the
/// caller's own where its stack is large enough.
package func parallelFor(count: Int, workers: Int, _ body: @escaping @Sendable (Int) -> Void) {
  guard count > 0 else { return }
  if min(workers, count) <= 1, LargeStackThread.isCurrent {
    for index in 0..<count { body(index) }
    return
  }
  let cursor = AtomicCounter()
  let threads = (0..<max(1, min(workers, count))).compactMap { _ in
    LargeStackThread {
      while true {
        let index = cursor.next()
        guard index < count else { return }
        body(index)
      }
    }
  }
  if threads.isEmpty {
    for index in 0..<count { body(index) }
  }
  for thread in threads { thread.join() }
}

/// Fills an array of `count` elements in parallel; element `i` is `body(i)`.
package func parallelMap<Element: Sendable>(
  count: Int, workers: Int, _ body: @escaping @Sendable (Int) -> Element
) -> [Element] {
  let slots = SlotArray<Element>(count: count)
  parallelFor(count: count, workers: workers) { slots.set($0, body($0)) }
  return slots.values()
}

/// A thread with a stack of ``largeStackBytes``.
///
/// A class because it owns a thread of the operating system, joined or detached exactly once by its owner.
/// `@unchecked Sendable`: the handle is written once before the value is shared.
package final class LargeStackThread: @unchecked Sendable {
  private var handle: pthread_t?

  /// Starts the thread; nil where the operating system has none to give.
  package init?(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, largeStackBytes)
    let box = Unmanaged.passRetained(ThreadBody(body))
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(&thread, &attributes, { runThreadBody($0) }, box.toOpaque())
    #else
      var thread = pthread_t()
      let status = pthread_create(&thread, &attributes, { runThreadBody($0) }, box.toOpaque())
    #endif
    guard status == 0 else {
      box.release()
      return nil
    }
    handle = thread
  }

  /// Set on threads of this kind; nil where the system has no key to give.
  private static let mark: pthread_key_t? = {
    var key = pthread_key_t()
    return pthread_key_create(&key, nil) == 0 ? key : nil
  }()

  /// Whether the calling thread is one of these.
  static var isCurrent: Bool { mark.map { pthread_getspecific($0) != nil } ?? false }

  /// Remembers that the calling thread is one of these.
  fileprivate static func markCurrent() {
    if let mark { pthread_setspecific(mark, UnsafeRawPointer(bitPattern: 1)) }
  }

  /// Waits for the thread's end.
  package func join() {
    guard let handle else { return }
    pthread_join(handle, nil)
    self.handle = nil
  }

  /// Gives the thread up: it goes on alone and its end is nobody's concern.
  package func detach() {
    guard let handle else { return }
    pthread_detach(handle)
    self.handle = nil
  }
}

/// Carries a closure through the C interface of threads.
private final class ThreadBody {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private func runThreadBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  LargeStackThread.markCurrent()
  if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().body() }
  return nil
}

/// Hands out 0, 1, 2 … to any number of threads.
///
/// A class because threads share it. `@unchecked Sendable`: every access holds the lock.
package final class AtomicCounter: @unchecked Sendable {
  private let lock = ThreadLock()
  private var value = 0

  package init() {}

  package func next() -> Int {
    lock.withLock {
      defer { value += 1 }
      return value
    }
  }
}

/// A mutual exclusion lock of the operating system.
///
/// A class because its address must not move. `@unchecked Sendable`: being shared is its purpose.
package final class ThreadLock: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  package init() {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  package func withLock<Result>(_ body: () throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }
}

/// An array whose slots several threads fill, each slot once.
///
/// A class because threads share it. `@unchecked Sendable`: no two threads touch one slot, and `values()` is called
/// after they have ended.
package final class SlotArray<Element: Sendable>: @unchecked Sendable {
  private let storage: UnsafeMutableBufferPointer<Element?>

  package init(count: Int) {
    storage = .allocate(capacity: count)
    storage.initialize(repeating: nil)
  }

  deinit {
    storage.deinitialize()
    storage.deallocate()
  }

  package func set(_ index: Int, _ element: Element) { storage[index] = element }

  /// The filled slots in order; empty ones are left out.
  package func values() -> [Element] { storage.compactMap { $0 } }

  /// What stands in a slot.
  package func get(_ index: Int) -> Element? { storage[index] }
}
