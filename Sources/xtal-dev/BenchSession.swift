import Foundation
import Model

/// Measures everything in turn, so that what disturbs the machine disturbs all figures alike.
struct BenchSession {
  /// Path of the repository; never written to.
  var repository: String
  var workers: Int
  var runs: Int
  /// Path of this program, which measures the floor in a process of its own.
  var program: String
  /// Path of the xtal under test.
  var xtal: String

  /// Takes `runs` measurements of each thing. Throws where one of the programs fails.
  func run() throws -> BenchReport {
    BenchTerminal.note("Copying the repository …")
    let workspace = try BenchWorkspace(copying: repository)
    defer { workspace.remove() }
    let about = try floor(workspace)
    guard let middleFile = about.middleFile else {
      throw AnalysisError("There is no Swift source file under \(repository) that could be changed.")
    }
    let change = try BenchChange(path: middleFile, in: workspace)
    // The copy's database starts from a full run, and the run after it finds nothing changed.
    for _ in 0..<2 { _ = try analyze(workspace.copy.path, database: "changed.sqlite", workspace) }
    var samples = BenchSamples()
    for number in 1...runs {
      BenchTerminal.note("Run \(number) of \(runs) …")
      try measureOnce(number, change, workspace, into: &samples)
    }
    return BenchReport(
      repository: URL(filePath: repository).standardizedFileURL.lastPathComponent, workers: workers, about: about,
      samples: samples)
  }

  private func measureOnce(
    _ number: Int, _ change: BenchChange, _ workspace: BenchWorkspace, into samples: inout BenchSamples
  ) throws {
    samples.floor.append(try floor(workspace).seconds)
    samples.start.append(try usage(xtal, ["--help"], workspace).wallSeconds)
    samples.cold.append(try analyze(repository, database: "cold.sqlite", workspace))
    samples.databaseBytes = workspace.size("cold.sqlite")
    samples.unchanged.append(try analyze(repository, database: "cold.sqlite", workspace))
    workspace.removeDatabase("cold.sqlite")
    samples.energy.append(try analyze(repository, database: "energy.sqlite", workspace, flags: ["--energy"]))
    workspace.removeDatabase("energy.sqlite")
    try change.apply(number)
    samples.changed.append(try analyze(workspace.copy.path, database: "changed.sqlite", workspace))
  }

  private func floor(_ workspace: BenchWorkspace) throws -> BenchFloor.Measurement {
    _ = try usage(program, ["bench", repository, "--floor-only", "--workers", "\(workers)"], workspace)
    return try JSONDecoder().decode(BenchFloor.Measurement.self, from: Data(workspace.text("output").utf8))
  }

  private func analyze(
    _ path: String, database: String, _ workspace: BenchWorkspace, flags: [String] = []
  ) throws -> BenchProcess.Usage {
    try usage(
      xtal,
      ["analyze", path, "--database", workspace.path(database), "--jobs", "\(workers)", "--progress", "never"] + flags,
      workspace)
  }

  /// Runs a program that has to succeed; 1 means findings over a configured gate, which is a success here.
  private func usage(_ executable: String, _ arguments: [String], _ workspace: BenchWorkspace) throws
    -> BenchProcess.Usage
  {
    let process = BenchProcess(
      executable: executable, arguments: arguments, outputPath: workspace.path("output"),
      errorPath: workspace.path("error"))
    let usage = try process.run()
    guard usage.exitCode <= 1 else {
      throw failure(of: executable, arguments, exitCode: usage.exitCode, words: workspace.text("error"))
    }
    return usage
  }

  /// This program's own words already say what to do; another's need the command beside them.
  private func failure(of executable: String, _ arguments: [String], exitCode: Int32, words: String) -> AnalysisError {
    let prefix = "error: "
    if executable == program, words.hasPrefix(prefix) {
      return AnalysisError(String(words.dropFirst(prefix.count).prefix { !$0.isNewline }))
    }
    let command = ([executable] + arguments).joined(separator: " ")
    return AnalysisError("\(command) ended with \(exitCode): \(words.suffix(2000))")
  }
}
