#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Repository handles for threads that read at once: each call gets one that no other thread uses meanwhile.
///
/// A class because it owns a lock and shares the idle handles. `@unchecked Sendable`: the list of idle handles is
/// touched only while the lock is held, and a handle outside the list belongs to the one call that took it.
package final class GitRepositoryPool: @unchecked Sendable {
  private let path: String
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private var idle: [GitRepository] = []

  /// A pool for the repository at `path`, as ``GitRepository/init(at:)`` takes it. Nothing is opened yet.
  package init(path: String) {
    self.path = path
    lock = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Calls `body` with a handle, opened anew where all are taken. The handle must not leave `body`.
  package func withRepository<Result>(_ body: (GitRepository) throws -> Result) throws -> Result {
    pthread_mutex_lock(lock)
    let waiting = idle.popLast()
    pthread_mutex_unlock(lock)
    let repository = try waiting ?? GitRepository(at: path)
    defer {
      pthread_mutex_lock(lock)
      idle.append(repository)
      pthread_mutex_unlock(lock)
    }
    return try body(repository)
  }
}
