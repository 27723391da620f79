import Model

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output: reports, and nothing else.
enum StandardOutput {
  static func write(_ text: String) { write(Array(text.utf8)) }

  /// Writes everything. A reader that went away is no failure of ours: the rest is dropped.
  static func write(_ bytes: [UInt8]) { _ = OutputFile.writeAll(bytes, to: STDOUT_FILENO) }
}

/// Standard error: messages and progress.
enum StandardError {
  static func line(_ text: String) { _ = OutputFile.writeAll(Array((text + "\n").utf8), to: STDERR_FILENO) }

  static func raw(_ text: String) { _ = OutputFile.writeAll(Array(text.utf8), to: STDERR_FILENO) }
}

/// A file a person asked for with `--output`.
enum OutputFile {
  /// Replaces the file's content. Throws where it cannot be written wholly.
  static func write(_ bytes: [UInt8], to path: String) throws {
    try writing(to: path) { write in try write(bytes) }
  }

  /// Calls `body` with a function that writes a piece to the file at `path`, which is replaced; nil is standard output.
  /// Throws where a piece cannot be written wholly.
  static func writing(to path: String?, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
    guard let path else { return try body { StandardOutput.write($0) } }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    do {
      try body { guard writeAll($0, to: descriptor) else { throw failure(path) } }
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure(path) }
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Darwin)
          return Darwin.write(descriptor, base + offset, buffer.count - offset)
        #elseif canImport(Musl)
          return Musl.write(descriptor, base + offset, buffer.count - offset)
        #else
          return Glibc.write(descriptor, base + offset, buffer.count - offset)
        #endif
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return false }
      offset += written
    }
    return true
  }

  private static func failure(_ path: String) -> AnalysisError {
    AnalysisError("\(path) cannot be written: \(String(cString: strerror(errno))). Choose another --output.")
  }
}
