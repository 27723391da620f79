import ArgumentParser
import Facts
import Foundation
import Git
import Growth
import Model
import Snapshot
import SwiftParser

/// `xtal-dev bench-history`: measures `xtal history` on a repository, as docs/bench.md defines each figure.
struct BenchHistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-history",
    abstract: "Measure xtal over a repository's history against the bare parser.",
    discussion: """
      Prints, from one run: the parse floor of the distinct Swift files of all first-parent commits, all commits but the \
      newest few, each of these by itself, a run with nothing new, peak memory, and the database beside the git packs.
      """)

  @Argument(help: "Root folder of the repository.")
  var path = "."

  @Option(help: "Worker threads, for the floor and for xtal alike (default: one for each processor).")
  var workers: Int?

  @Option(help: "How many of the newest commits are analysed one by one.")
  var single = 5

  @Option(help: "How often the floor and the run with nothing new are measured.")
  var runs = 3

  @Option(help: "The xtal to measure (default: the one beside this program).")
  var xtal: String?

  @Flag(help: .hidden)
  var floorOnly = false

  private struct Floor: Codable {
    var commits: Int
    var blobs: Int
    var bytes: Int
    var seconds: Double
  }

  func run() throws {
    let workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
    if floorOnly { return try BenchTerminal.printJSON(floor(workers: workers)) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "xtal-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let own = Bundle.main.executablePath ?? ""
    let program =
      xtal ?? URL(filePath: own).deletingLastPathComponent().appending(path: "xtal").path
    let output = folder.appending(path: "output").path
    func start(_ executable: String, _ arguments: [String]) throws -> BenchProcess.Usage {
      let usage = try BenchProcess(
        executable: executable, arguments: arguments, outputPath: output,
        errorPath: folder.appending(path: "errors").path
      ).run()
      guard usage.exitCode == 0 else { throw AnalysisError("\(executable) ended with \(usage.exitCode).") }
      return usage
    }
    let database = folder.appending(path: "history.sqlite").path
    func history(_ revision: String) throws -> BenchProcess.Usage {
      try start(
        program,
        [
          "history", path, "--rev", revision, "--database", database, "--jobs", "\(workers)", "--progress", "never",
          "--no-config",
        ])
    }
    let floors = try (0..<runs).map { _ -> Floor in
      _ = try start(own, ["bench-history", path, "--workers", "\(workers)", "--floor-only"])
      return try JSONDecoder().decode(Floor.self, from: Data(contentsOf: URL(filePath: output)))
    }
    let floor = floors.sorted { $0.seconds < $1.seconds }[floors.count / 2]
    let whole = try history("HEAD~\(single)")
    let steps = try (0..<single).reversed().map { try history("HEAD~\($0)").wallSeconds }.sorted()
    let nothing = try (0..<runs).map { _ in try history("HEAD").wallSeconds }.sorted()
    let bytes = (try FileManager.default.attributesOfItem(atPath: database))[.size] as? Int ?? 0
    let packs = Self.packBytes(at: path)
    print("\(floor.commits) first-parent commits, \(floor.blobs) distinct Swift files, \(Self.megabytes(floor.bytes))")
    print("floor              \(Self.decimals(floor.seconds)) s with \(workers) workers")
    print(
      "history            \(Self.decimals(whole.wallSeconds)) s, \(Self.decimals(whole.processorSeconds)) s of processor, "
        + "peak \(Self.megabytes(whole.peakBytes))")
    print("  times the floor  \(Self.decimals(whole.wallSeconds / floor.seconds))")
    print("one more commit    \(steps.map { "\(Int($0 * 1000))" }.joined(separator: " ")) ms")
    print("nothing new        \(nothing.map { "\(Int($0 * 1000))" }.joined(separator: " ")) ms")
    print(
      "database           \(Self.megabytes(bytes)), packs \(Self.megabytes(packs)), ratio "
        + Self.decimals(Double(bytes) / Double(max(1, packs))))
  }

  /// Reads the distinct Swift files of all first-parent commits into memory, then parses each once.
  private func floor(workers: Int) throws -> Floor {
    let commits = try CommitSnapshots(at: path)
    let walk = try CommitWalk(CommitSelection(tip: commits.repository.resolve("HEAD")), in: commits.repository)
    var blobs: Set<BlobID> = []
    var before: GitObjectID?
    for step in walk.steps {
      let tree = try commits.tree(of: step.commit)
      for change in try commits.repository.changes(from: before, to: tree) {
        if let side = change.new, side.kind == .file, SourceFile.Kind(path: change.path)?.isSource == true {
          blobs.insert(side.id.blob)
        }
      }
      before = tree
    }
    var contents: [[UInt8]] = []
    for blob in blobs.sorted() {
      if case .size = commits.repository.blobHeader(of: blob) {
        contents.append(try commits.repository.withBlob(blob) { Array($0) })
      }
    }
    contents.sort { $0.count > $1.count }
    let nestingLevel = FactsLimits().nestingLevel
    let files = contents
    let seconds =
      ContinuousClock().measure {
        parallelFor(count: files.count, workers: workers) { index in
          files[index].withUnsafeBufferPointer { bytes in
            withExtendedLifetime(Parser.parse(source: bytes, maximumNestingLevel: nestingLevel)) {}
          }
        }
      } / .seconds(1)
    return Floor(
      commits: walk.steps.count, blobs: contents.count, bytes: contents.reduce(0) { $0 + $1.count }, seconds: seconds)
  }

  private static func packBytes(at path: String) -> Int {
    guard let commits = try? CommitSnapshots(at: path) else { return 0 }
    var folders = [commits.commonFolder + "objects/pack"]
    // A clone may borrow the objects of another repository.
    if let borrowed = try? String(contentsOfFile: commits.commonFolder + "objects/info/alternates", encoding: .utf8) {
      folders += borrowed.split(separator: "\n").map { "\($0)/pack" }
    }
    return folders.reduce(0) { sum, folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return sum
        + names.filter { $0.hasSuffix(".pack") }.reduce(0) { sum, name in
          sum + (((try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)"))?[.size] as? Int) ?? 0)
        }
    }
  }

  private static func decimals(_ number: Double) -> String { String(format: "%.2f", number) }
  private static func megabytes(_ bytes: Int) -> String { String(format: "%.1f MB", Double(bytes) / 1e6) }
}
