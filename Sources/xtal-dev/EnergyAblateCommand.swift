import ArgumentParser
import Foundation
import Measures
import Model
import Pipeline
import TokenEnergy

/// `xtal-dev energy-ablate`: what each part of the token energy model brings in bits, and costs in time.
struct EnergyAblateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "energy-ablate", abstract: "Measure the token energy model without each of its parts.",
    discussion: """
      Leaves out one part after the other, learns the weights anew without it on the training repositories, and scores the \
      files that `xtal energy --holdout 5` holds out of the others. Then it leaves out more and more, the part first whose \
      loss was the smallest: the course of bits against speed. Speeds are tokens a second of one core's time; compare them \
      within one run only.
      """)

  @Option(parsing: .upToNextOption, help: "Roots of repositories to learn on.")
  var train: [String]

  @Option(parsing: .upToNextOption, help: "Roots of repositories to score.")
  var test: [String]

  @Option(help: "How often each training file is gone through.")
  var passes = 2

  private struct Outcome {
    /// Closed, by test repository.
    var bits: [Double]
    var speed: Double
    var mean: Double { bits.reduce(0, +) / Double(max(1, bits.count)) }
  }

  func run() throws {
    let workers = ProcessInfo.processInfo.activeProcessorCount
    let training = EnergyTraining(
      corpora: try EnergyTraining.corpora(train, workers: workers), passes: passes, rate: EnergyTraining.rate)
    let tests = try test.map { path in
      let corpus = try EnergyCorpus(
        SnapshotRequest(path: path, revision: nil, configuration: Configuration(), workers: workers))
      let heldOut = EnergyPipeline.heldOut(of: corpus, modulus: 5)
      corpus.model.add(corpus.files.indices.filter { !heldOut[$0] }.map { corpus.files[$0].stream }, workers: workers)
      return (corpus: corpus, heldOut: heldOut)
    }
    print("without\t" + tests.map(\.corpus.repository).joined(separator: "\t") + "\tmean\ttokens/s")
    let whole = measure(.all, training, tests)
    show("nothing", whole)
    var losses: [(part: (name: String, part: EnergyParts), loss: Double)] = []
    for part in EnergyParts.named {
      let outcome = measure(EnergyParts.all.subtracting(part.part), training, tests)
      show(part.name, outcome)
      losses.append((part, outcome.mean - whole.mean))
    }
    show("all of the repository", measure(EnergyParts.all.subtracting(.repository), training, tests))
    show("all of the file", measure(EnergyParts.all.subtracting(.file), training, tests))
    print("\none after the other")
    var parts = EnergyParts.all
    for item in losses.sorted(by: { ($0.loss, $0.part.name) < ($1.loss, $1.part.name) }).dropLast() {
      parts.subtract(item.part.part)
      show("… and \(item.part.name)", measure(parts, training, tests))
    }
  }

  private func measure(
    _ parts: EnergyParts, _ training: EnergyTraining, _ tests: [(corpus: EnergyCorpus, heldOut: [Bool])]
  ) -> Outcome {
    let weights = training.run(parts: parts)
    let scorer = EnergyScorer(weights: weights, parts: parts)
    var outcome = Outcome(bits: [], speed: 0)
    var tokens = 0
    var seconds = 0.0
    for test in tests {
      let closed = ExactMath.log2(Double(max(1, test.corpus.model.vocabulary.count)))
      var bits = 0.0
      var count = 0
      let start = EnergyPipeline.threadSeconds()
      for index in test.corpus.files.indices where test.heldOut[index] {
        let energy = scorer.score(test.corpus.files[index].stream, in: test.corpus.model, withheld: false)
        bits += energy.total(newTokensAt: closed)
        count += energy.bits.count
      }
      seconds += EnergyPipeline.threadSeconds() - start
      tokens += count
      outcome.bits.append(bits / Double(max(1, count)))
    }
    outcome.speed = Double(tokens) / max(seconds, 1e-9)
    return outcome
  }

  private func show(_ name: String, _ outcome: Outcome) {
    let bits = (outcome.bits + [outcome.mean]).map { String(format: "%.3f", $0) }
    print("\(name)\t\(bits.joined(separator: "\t"))\t\(Int(outcome.speed / 1000)),000")
  }
}
