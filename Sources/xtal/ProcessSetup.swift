import ArgumentParser
import Model
import Synchronization

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

  // MARK: Interrupts

  private static let interrupted = Atomic(false)

  /// Whether the person, or the system, has asked this process to end.
  static var isInterrupted: Bool { interrupted.load(ordering: .relaxed) }

  /// From here on the first interrupt (Ctrl-C) or request to end is only noted; a second one ends the process at once.
  static func catchInterrupts() {
    // Made here, since a signal's handler must not be the first to touch it.
    interrupted.store(false, ordering: .relaxed)
    signal(SIGINT, noteInterrupt)
    signal(SIGTERM, noteInterrupt)
  }

  fileprivate static func interrupt() { interrupted.store(true, ordering: .relaxed) }

  // MARK: Build

  private static let sampledPages = 64

  /// Size of the running program and a hash over some of its pages: tells one build from another within one version, and
  /// stays the same where the same program is installed again.
  static var buildIdentity: String {
    let opened = open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
    let descriptor = opened >= 0 ? opened : open(CommandLine.arguments.first ?? "", O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { return "" }
    var hash = StableHash()
    var page = [UInt8](repeating: 0, count: 4096)
    for index in 0..<sampledPages {
      let count = pread(descriptor, &page, page.count, status.st_size / off_t(sampledPages) * off_t(index))
      for byte in page[..<max(0, count)] { hash.combine(byte: byte) }
    }
    return "\(status.st_size).\(hash.hexadecimal)"
  }
}

/// Notes a signal, and leaves the next one of the kind to the system.
private func noteInterrupt(_ number: Int32) {
  ProcessSetup.interrupt()
  signal(number, SIG_DFL)
}
