import Foundation

/// A repository in a temporary folder that a test fills with the git program; removed when it goes out of scope.
package final class ScratchRepository {
  package struct CommandFailed: Error, CustomStringConvertible {
    package let description: String
  }

  /// Absolute, without symbolic links and without a slash at its end.
  package let path: String
  private let container: String

  /// Makes the folder and, unless told otherwise, an empty repository in it.
  package init(_ initArguments: [String]? = []) throws {
    let made = FileManager.default.temporaryDirectory.appendingPathComponent("xtal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: made.appendingPathComponent("work"), withIntermediateDirectories: true)
    guard let resolved = realpath(made.path, nil) else { throw CommandFailed(description: "no temporary folder") }
    container = String(cString: resolved)
    free(resolved)
    path = container + "/work"
    if let initArguments { try git(["init", "-q", "-b", "main"] + initArguments) }
  }

  deinit { try? FileManager.default.removeItem(atPath: container) }

  /// A path beside the repository, in the same temporary folder.
  package func beside(_ name: String) -> String { "\(container)/\(name)" }

  /// Runs git with a fixed identity and date and no configuration but the repository's; gives its output, trimmed.
  @discardableResult
  package func git(
    _ arguments: [String], in folder: String? = nil, environment: [String] = []
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0",
        "GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.com", "GIT_AUTHOR_DATE=1700000000 +0100",
        "GIT_COMMITTER_NAME=Grace", "GIT_COMMITTER_EMAIL=grace@example.com", "GIT_COMMITTER_DATE=1700000060 +0000",
      ] + environment + ["git", "-c", "protocol.file.allow=always"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder ?? path)
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CommandFailed(description: "git \(arguments.joined(separator: " ")): \(complaint)")
    }
    return text.trimmingCharacters(in: .newlines)
  }

  @discardableResult
  package func git(_ arguments: String...) throws -> String { try git(arguments) }

  /// Writes a file, with the folders above it.
  package func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  package func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: name.hasPrefix("/") ? name : "\(path)/\(name)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  package func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

  package func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  /// Adds and commits everything; gives the commit's id.
  @discardableResult
  package func commit(_ message: String = "change") throws -> String {
    try git("add", "-A")
    try git("commit", "-q", "--allow-empty", "-m", message)
    return try git("rev-parse", "HEAD")
  }

  /// Adds and commits everything as somebody, at a time in seconds since 1970; gives the commit's id.
  @discardableResult
  package func commit(_ message: String, by author: String, at seconds: Int) throws -> String {
    try git("add", "-A")
    try git(
      ["commit", "-q", "--allow-empty", "-m", message],
      environment: [
        "GIT_AUTHOR_NAME=\(author)", "GIT_AUTHOR_EMAIL=\(author.lowercased())@example.com",
        "GIT_AUTHOR_DATE=@\(seconds) +0000", "GIT_COMMITTER_DATE=@\(seconds) +0000",
      ])
    return try git("rev-parse", "HEAD")
  }

  /// Leaves a merge of two changes of one line of `a.swift` unresolved: on the disk and in the index.
  package func leaveConflict() throws {
    try write("a.swift", "let a = 0\n")
    try commit()
    try git("checkout", "-q", "-b", "side")
    try write("a.swift", "let a = 1\n")
    try commit()
    try git("checkout", "-q", "main")
    try write("a.swift", "let a = 2\n")
    try commit()
    do {
      try git("merge", "side")
    } catch is CommandFailed {
      return
    }
    throw CommandFailed(description: "the merge left no conflict")
  }
}
