import Foundation

/// Whether the sources have the format that `.swift-format` asks for, as the toolchain's own linter judges.
struct CheckFormat {
  private let root: URL

  init(root: URL) { self.root = root }

  /// The linter's complaints, or one line saying that it failed; a toolchain without one is told of on standard error.
  func problems() throws -> [String] {
    let paths = ["Sources", "Tests", "Package.swift"].filter {
      FileManager.default.fileExists(atPath: root.appending(path: $0).path)
    }
    let linter = Process()
    linter.executableURL = URL(filePath: "/usr/bin/env")
    linter.arguments = ["swift", "format", "lint", "--strict", "--recursive"] + paths
    linter.currentDirectoryURL = root
    let pipe = Pipe()
    linter.standardError = pipe
    linter.standardOutput = FileHandle.nullDevice
    try linter.run()
    let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    linter.waitUntilExit()
    guard linter.terminationStatus != 0 else { return [] }
    let lines = output.split(separator: "\n").map(String.init)
    if lines.contains(where: { $0.contains("unable to invoke subcommand") || $0.contains("no such command") }) {
      FileHandle.standardError.write(Data("this toolchain has no swift-format: the format was not checked\n".utf8))
      return []
    }
    return lines.isEmpty ? ["swift format lint failed with status \(linter.terminationStatus)"] : lines
  }
}
