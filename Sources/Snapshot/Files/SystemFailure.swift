#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A failed system call, by its error number.
struct SystemFailure: Error {
  let code: Int32

  /// The failure of the last system call on this thread.
  static var last: SystemFailure { SystemFailure(code: errno) }

  /// The system's own words for it.
  var reason: String { String(cString: strerror(code)).lowercased() }

  /// Whether it says that there is nothing at the path.
  var isAbsence: Bool { code == ENOENT || code == ENOTDIR }
}
