import Measures
import Model
import Pipeline
import TokenEnergy

/// Learns the weights of token energy: the files of all repositories in an order drawn by hash, several times, each scored
/// by the counts of its repository without it.
struct EnergyTraining {
  static let rate = 0.05

  let corpora: [EnergyCorpus]
  let passes: Int
  /// Step size at the beginning; a tenth of it at the end.
  let rate: Double

  /// Working trees of repositories with their models.
  static func corpora(_ paths: [String], workers: Int) throws -> [EnergyCorpus] {
    try paths.map { path in
      let corpus = try EnergyCorpus(
        SnapshotRequest(path: path, revision: nil, configuration: Configuration(), workers: workers))
      corpus.model.add(corpus.streams, workers: workers)
      return corpus
    }
  }

  /// - Parameter report: Gets the pass's number, counted from 1, its tokens and their mean energy.
  func run(parts: EnergyParts, report: (Int, Int, Double) -> Void = { _, _, _ in }) -> EnergyWeights {
    let scorer = EnergyScorer(weights: EnergyWeights(), keepsLearning: true, parts: parts)
    for pass in 0..<passes {
      let (tokens, bits) = learn(pass, scorer)
      report(pass + 1, tokens, bits / Double(max(tokens, 1)))
    }
    return scorer.learned
  }

  private func learn(_ pass: Int, _ scorer: EnergyScorer) -> (tokens: Int, bits: Double) {
    let order = TrainingOrder.places(counts: corpora.map(\.streams.count), pass: pass)
    var bits = 0.0
    var tokens = 0
    for (index, place) in order.enumerated() {
      let done = Double(pass * order.count + index) / Double(passes * order.count)
      scorer.learningRate = Float(rate * (1 - 0.9 * done))
      let corpus = corpora[place.repository]
      let energy = scorer.score(corpus.streams[place.stream], in: corpus.model, withheld: true)
      bits += energy.total
      tokens += energy.bits.count
    }
    return (tokens, bits)
  }
}
