import ArgumentParser
import Foundation
import Git
import Pipeline

/// `xtal-dev growth`: holds the analysis that goes from commit to commit against fresh ones.
struct GrowthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth", abstract: "Compare the analysis along a history with fresh analyses.",
    discussion: """
      Takes a run of first-parent commits and goes along it as `xtal history` does; at some of them, chosen by the seed, \
      the commit is also analysed afresh, and everything is compared: measures, modules, coverage, notes, findings with \
      their evidence. With --leaps the commits are random ones, so that neighbours share little. Fails where any differ.
      """)

  @Argument(help: "Root folder of the repository.")
  var path: String

  @Option(help: "Number of commits to go along.")
  var count: Int = 200

  @Option(help: "How many of them are analysed afresh.")
  var checks: Int = 20

  @Option(help: "Chooses where to begin and what to check.")
  var seed: UInt64 = 1

  @Flag(help: "Take random commits instead of neighbours.")
  var leaps = false

  @Option(help: "Worker threads (default: one for each processor).")
  var workers: Int?

  func run() throws {
    let probe = GrowthProbe(
      HistoryRequest(
        path: path, range: HistoryRequest.Range(), configuration: Configuration(), database: .none,
        includesPreview: true, workers: workers ?? ProcessInfo.processInfo.activeProcessorCount, analyserBuild: ""))
    var generator = SeededGenerator(seed: seed)
    let all = try probe.revisions()
    let taken: [GitCommit]
    if leaps {
      taken = (0..<min(count, all.count)).map { _ in all[generator.index(below: all.count)] }
    } else {
      let first = generator.index(below: max(1, all.count - count + 1))
      taken = Array(all[first..<min(all.count, first + count)])
    }
    var checked = Set<Int>()
    while checked.count < min(checks, taken.count) { checked.insert(generator.index(below: taken.count)) }
    var different = 0
    print("revision\tfindings\tgrown ms\tfresh ms\tequal")
    try probe.compare(taken, checking: { checked.contains($0) }) { comparison in
      let isEqual = comparison.differences.isEmpty
      if !isEqual { different += 1 }
      print(
        "\(comparison.revision)\t\(comparison.findings)\t\(milliseconds(comparison.grown))"
          + "\t\(milliseconds(comparison.fresh))\t\(isEqual)")
      for difference in comparison.differences.prefix(20) { print("  \(difference)") }
    }
    if different > 0 { throw ExitCode(1) }
  }

  private func milliseconds(_ seconds: Double) -> String { String(format: "%.1f", seconds * 1000) }
}

extension SeededGenerator {
  fileprivate mutating func index(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
