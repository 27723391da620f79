import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What this process takes from its surroundings: signals, cores, terminals, environment. Nothing else reads them.
enum ProcessSetup {
  /// A reader that goes away early (`xtal | head`) ends the run quietly through the failing write.
  static func prepare() { signal(SIGPIPE, SIG_IGN) }

  /// Ends the process at once. Everything was written by then, and threads that were left behind must not meet the
  /// tidying of libraries that a usual exit runs.
  static func exit(_ code: Int32) -> Never { _exit(code) }

  /// Cores this process may use.
  static var availableCores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns of the terminal behind a descriptor; nil where it is none.
  static func terminalWidth(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard isTerminal(descriptor), ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Size and time of change of the running program: tells one build from another within one version.
  static var buildIdentity: String {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 || stat(CommandLine.arguments.first ?? "", &status) == 0 else {
      return ""
    }
    #if canImport(Darwin)
      return "\(status.st_size).\(status.st_mtimespec.tv_sec).\(status.st_mtimespec.tv_nsec)"
    #else
      return "\(status.st_size).\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    #endif
  }
}
