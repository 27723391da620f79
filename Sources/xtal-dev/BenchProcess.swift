import Foundation
import Model

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that is run to its end, with what the operating system says it used.
///
/// It sees an empty standard input. What it prints goes to files, since a pipe that nobody drains would stop it.
struct BenchProcess {
  /// What one run used.
  struct Usage: Sendable {
    /// From before the start to after the end, in seconds.
    var wallSeconds: Double
    /// Of all threads, in user and system mode, in seconds.
    var processorSeconds: Double
    /// The most memory resident at one time, in bytes. On Linux never less than the resident memory of the process
    /// that started it, which the kernel counts in until the new program replaces it.
    var peakBytes: Int
    /// The exit code, or 128 + the number of the signal that ended it, as shells have it.
    var exitCode: Int32
  }

  /// Absolute, or relative to the current folder; not looked up on PATH.
  var executable: String
  var arguments: [String]
  /// Files that take standard output and standard error; written anew.
  var outputPath: String
  var errorPath: String

  /// Runs it. Throws where it cannot be started; an exit code other than 0 is not an error here.
  func run() throws -> Usage {
    var actions = try fileActions()
    defer { posix_spawn_file_actions_destroy(&actions) }
    let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }.sorted()
    let argumentVector = CStringVector([executable] + arguments)
    let environmentVector = CStringVector(environment)
    defer {
      argumentVector.deallocate()
      environmentVector.deallocate()
    }
    var identifier = pid_t()
    let clock = ContinuousClock()
    let start = clock.now
    let status = posix_spawn(
      &identifier, executable, &actions, nil, argumentVector.pointers, environmentVector.pointers)
    guard status == 0 else {
      throw AnalysisError("\(executable) cannot be started: \(String(cString: strerror(status))).")
    }
    var (ending, usage) = (Int32(0), rusage())
    while wait4(identifier, &ending, 0, &usage) < 0 {
      guard errno == EINTR else {
        throw AnalysisError("Waiting for \(executable) failed: \(String(cString: strerror(errno))).", kind: .internal)
      }
    }
    return Usage(
      wallSeconds: (clock.now - start) / .seconds(1),
      processorSeconds: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
      peakBytes: Self.peakBytes(usage), exitCode: Self.exitCode(ending))
  }

  private func fileActions() throws -> FileActions {
    var actions = FileActions.made()
    posix_spawn_file_actions_init(&actions)
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    let results = [
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0),
      posix_spawn_file_actions_addopen(&actions, 1, outputPath, writing, 0o600),
      posix_spawn_file_actions_addopen(&actions, 2, errorPath, writing, 0o600),
    ]
    guard results.allSatisfy({ $0 == 0 }) else {
      posix_spawn_file_actions_destroy(&actions)
      throw AnalysisError("The output of \(executable) cannot be redirected: out of memory.", kind: .internal)
    }
    return actions
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }

  /// Peak resident memory of this process so far, in bytes: no child can show less.
  static func ownPeakBytes() -> Int {
    var usage = rusage()
    // RUSAGE_SELF is 0 everywhere; C libraries disagree on its type.
    getrusage(0, &usage)
    return peakBytes(usage)
  }

  /// Linux counts in kibibytes, macOS in bytes.
  private static func peakBytes(_ usage: rusage) -> Int {
    #if canImport(Darwin)
      Int(usage.ru_maxrss)
    #else
      Int(usage.ru_maxrss) * 1024
    #endif
  }

  private static func exitCode(_ ending: Int32) -> Int32 {
    let signal = ending & 0x7f
    return signal == 0 ? (ending >> 8) & 0xff : 128 + signal
  }
}

#if canImport(Darwin)
  private typealias FileActions = posix_spawn_file_actions_t?
  extension FileActions {
    fileprivate static func made() -> FileActions { nil }
  }
#else
  private typealias FileActions = posix_spawn_file_actions_t
  extension FileActions {
    fileprivate static func made() -> FileActions { FileActions() }
  }
#endif

/// Texts as C wants a program's arguments: pointers to strings that end with NUL, behind the last one a null pointer.
private struct CStringVector {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ texts: [String]) {
    count = texts.count
    pointers = .allocate(capacity: count + 1)
    for (index, text) in texts.enumerated() { (pointers + index).initialize(to: strdup(text)) }
    (pointers + count).initialize(to: nil)
  }

  func deallocate() {
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }
}
