import ArgumentParser
import Foundation
import Model

/// `xtal-dev bench`: measures xtal on a repository, as docs/bench.md defines each figure.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure xtal against the bare parser on a repository.",
    discussion: """
      Prints, from one run: the parse floor, a cold analysis, a re-run with nothing changed, a re-run with one file \
      changed, peak memory, and the ratios to the floor. The repository is read only; the changed file is one of a \
      temporary copy. docs/bench.md defines each figure.
      """)

  @Argument(help: "Root folder of the repository.")
  var path = "."

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  @Option(help: "Worker threads, for the floor and for xtal alike (default: one for each processor).")
  var workers: Int?

  @Option(help: "How often each thing is measured.")
  var runs = 5

  @Option(help: "The xtal to measure (default: the one beside this program).")
  var xtal: String?

  @Flag(help: .hidden)
  var floorOnly = false

  func validate() throws {
    guard runs >= 1 else { throw ValidationError("--runs takes a number from 1 on.") }
    guard workers ?? 1 >= 1 else { throw ValidationError("--workers takes a number from 1 on.") }
  }

  func run() throws {
    do {
      try measure()
    } catch let error as AnalysisError {
      BenchTerminal.note("error: \(error.message)")
      throw ExitCode(error.kind == .usage ? 2 : 3)
    }
  }

  private func measure() throws {
    let workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
    if floorOnly {
      return try BenchTerminal.printJSON(BenchFloor.measure(repository: path, workers: workers))
    }
    #if DEBUG
      BenchTerminal.note("warning: this is a debug build, whose figures say nothing. Use `./run bench`.")
    #endif
    let session = try BenchSession(
      repository: path, workers: workers, runs: runs, program: Self.ownPath(), xtal: xtal ?? Self.neighbour())
    let report = try session.run()
    if json {
      try BenchTerminal.printJSON(report)
    } else {
      print(BenchTable(report: report).text, terminator: "")
    }
  }

  private static func ownPath() throws -> String {
    guard let path = Bundle.main.executablePath else {
      throw AnalysisError("The path of this program cannot be found out.", kind: .internal)
    }
    return path
  }

  /// The `xtal` of the same build.
  private static func neighbour() throws -> String {
    let path = try URL(filePath: ownPath()).deletingLastPathComponent().appending(path: "xtal").path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw AnalysisError("There is no xtal beside this program: build it with `./run build`, or name one with --xtal.")
    }
    return path
  }
}
