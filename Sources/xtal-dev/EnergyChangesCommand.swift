import ArgumentParser
import Foundation
import Measures
import Model
import Pipeline

/// `xtal-dev energy-changes`: whether token energy tells familiar from foreign changes.
struct EnergyChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "energy-changes", abstract: "Score made changes against the changes that a repository accepted.",
    discussion: """
      Makes changes of three kinds and scores each as `xtal energy --diff` would, as a new file under the model of the \
      repository: functions of the repository's own, with one name replaced by another of its names (familiar); functions \
      of another repository (foreign); the repository's own functions with all names dealt out anew among each other \
      (shuffled). Prints how many of each lie below the median and above the ninetieth percentile of accepted changes.
      """)

  @Argument(help: "Root of the repository that the changes are made to.")
  var path: String

  @Option(help: "Root of the repository that foreign functions are taken from.")
  var foreign: String

  @Option(help: "Changes of each kind.")
  var count = 70

  @Option(help: "Commits before HEAD to compare with.")
  var changes = 300

  func run() throws {
    let workers = ProcessInfo.processInfo.activeProcessorCount
    let request = SnapshotRequest(path: path, revision: nil, configuration: Configuration(), workers: workers)
    let other = SnapshotRequest(path: foreign, revision: nil, configuration: Configuration(), workers: workers)
    let probe = try MadeChanges(request, foreign: other, changes: changes)
    print("\(probe.accepted.changes.count) accepted changes; median and ninetieth percentile in bits a token:")
    print("\(figure(probe.median))\t\(figure(probe.ninetieth))")
    print("kind\tchanges\tmean bits\tbelow median\tabove 90 %")
    for kind in MadeChanges.Kind.allCases {
      let bits = try probe.bits(kind, count: count)
      let below = bits.filter { $0 < probe.median }.count
      let above = bits.filter { $0 > probe.ninetieth }.count
      let mean = bits.reduce(0, +) / Double(max(1, bits.count))
      print("\(kind)\t\(bits.count)\t\(figure(mean))\t\(below)\t\(above)")
    }
  }

  private func figure(_ number: Double) -> String { String(format: "%.2f", number) }
}
