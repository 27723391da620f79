import Foundation
import Model
import Snapshot
import Testing

@testable import xtal_dev

/// Running programs and changing copies.
///
/// A class because a test's folder goes with it.
@Suite final class BenchProcessTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @Test(arguments: [("echo out; echo err >&2", 0), ("exit 3", 3), ("kill -KILL $$", 137), ("read line", 1)])
  func theEndOfAProgramIsSeen(script: String, exitCode: Int32) throws {
    let usage = try process("/bin/sh", ["-c", script]).run()
    #expect(usage.exitCode == exitCode)
    #expect(usage.peakBytes > 100_000)
    #expect(usage.wallSeconds > 0)
    guard exitCode == 0 else { return }
    #expect(try String(contentsOf: folder.appending(path: "out"), encoding: .utf8) == "out\n")
    #expect(try String(contentsOf: folder.appending(path: "err"), encoding: .utf8) == "err\n")
  }

  @Test func aProgramThatIsNotThereIsAnError() throws {
    #expect(throws: AnalysisError.self) { try process("/nonexistent/program", []).run() }
  }

  @Test func onlyTheCopyIsChangedAndEachTimeAnew() throws {
    let root = folder.appending(path: "original")
    for name in ["Sources", ".build", ".xtal", ".git"] {
      try FileManager.default.createDirectory(at: root.appending(path: name), withIntermediateDirectories: true)
    }
    try "let a = 1\n".write(to: root.appending(path: "Sources/A.swift"), atomically: true, encoding: .utf8)
    let workspace = try BenchWorkspace(copying: root.path)
    #expect(workspace.copy.lastPathComponent == "original")
    let entries = try FileManager.default.contentsOfDirectory(atPath: workspace.copy.path).sorted()
    #expect(entries == [".git", "Sources"])
    let change = try BenchChange(path: "Sources/A.swift", in: workspace)
    try change.apply(1)
    let first = try String(contentsOf: workspace.copy.appending(path: "Sources/A.swift"), encoding: .utf8)
    try change.apply(2)
    let second = try String(contentsOf: workspace.copy.appending(path: "Sources/A.swift"), encoding: .utf8)
    #expect(first.hasPrefix("let a = 1\n"))
    #expect(first.contains("private func measuredChange1() -> Int"))
    #expect(second.contains("measuredChange2") && !second.contains("measuredChange1"))
    let original = try String(contentsOf: root.appending(path: "Sources/A.swift"), encoding: .utf8)
    #expect(original == "let a = 1\n")
    workspace.remove()
    #expect(!FileManager.default.fileExists(atPath: workspace.copy.path))
  }

  @Test func aFolderThatIsNotThereIsAnError() throws {
    #expect(throws: AnalysisError.self) { try BenchWorkspace(copying: folder.appending(path: "none").path) }
    try FileManager.default.removeItem(at: folder)
  }

  @Test func theMiddleFileIsOneOfMedianSize() throws {
    let files = try [("Package.swift", 900), ("a.swift", 30), ("b.swift", 10), ("c.swift", 20)].map { path, size in
      SourceFile(
        path: path, rawPath: Array(path.utf8), kind: path == "Package.swift" ? .manifest : .swift,
        blob: try #require(BlobID(hexadecimal: String(repeating: "0", count: 40))), size: size)
    }
    #expect(BenchFloor.middleFile(of: files) == "c.swift")
    #expect(BenchFloor.middleFile(of: []) == nil)
  }

  private func process(_ executable: String, _ arguments: [String]) -> BenchProcess {
    BenchProcess(
      executable: executable, arguments: arguments, outputPath: folder.appending(path: "out").path,
      errorPath: folder.appending(path: "err").path)
  }
}
