import Model

/// Learns the weights that spelling begins with: each stream of each repository in turn is spelled as if its repository
/// had it not, and the weights keep what they learned from it (online gradient descent on the coding cost).
///
/// A class, because it owns a scorer. It writes nothing; see ``SpellingWeights/coded``.
package final class SpellingTrainer {
  /// A repository's streams and the model that they all have been counted into.
  package typealias Repository = (model: EnergyModel, streams: [TokenSequence])

  /// Longer names are not learned from; bytes. Most of them are data.
  private static let longest = 400
  /// Share of the step size that is gone at the end.
  private static let decline: Float = 0.95

  private let scorer = SpellingScorer(weights: .untrained)
  private let passes: Int
  private let rate: Float
  /// Step size of factors as a share of that of biases.
  private let factorShare: Float

  /// - Parameters:
  ///   - passes: How often each stream is gone through.
  ///   - rate: Step size of biases at the beginning.
  package init(passes: Int, rate: Float) {
    self.passes = passes
    self.rate = rate
    factorShare = SpellingRates.online.factor / SpellingRates.online.bias
  }

  /// What has been learned so far.
  package var learned: SpellingWeights { scorer.baseline }

  /// Goes through all streams once, in an order drawn by hash; returns the bits of the new names and their bytes.
  package func learn(_ repositories: [Repository], pass: Int) -> (bits: Double, bytes: Int) {
    let order = TrainingOrder.places(counts: repositories.map(\.streams.count), pass: pass)
    var bits = 0.0
    var bytes = 0
    for (index, place) in order.enumerated() {
      let done = (Float(pass) + Float(index) / Float(order.count)) / Float(passes)
      let now = rate * (1 - Self.decline * done)
      scorer.rates = SpellingRates(bias: now, factor: now * factorShare)
      let repository = repositories[place.repository]
      let cost = learn(repository.streams[place.stream], in: repository.model)
      bits += cost.bits
      bytes += cost.bytes
      scorer.baseline = scorer.adapted
    }
    return (bits, bytes)
  }

  /// Spells the names that only this stream has.
  private func learn(_ stream: TokenSequence, in model: EnergyModel) -> (bits: Double, bytes: Int) {
    model.vocabulary.withView { view in
      let own = Set(stream.tokens).filter { model.uses.streams[Int($0.index)] == 1 }.sorted { $0.index < $1.index }
      let classes = model.vocabulary.classes
      scorer.begin(
        model: model.spelling, withheld: own.map { (view.text(Int($0.index)), classes[Int($0.index)].rawValue) })
      var coming = Set(own)
      var bits = 0.0
      var bytes = 0
      for token in stream.tokens {
        let text = view.text(Int(token.index))
        let spelledClass = classes[Int(token.index)].rawValue
        let isNew = coming.remove(token) != nil
        if isNew && text.count < Self.longest {
          bits += scorer.bits(of: text, class: spelledClass)
          bytes += text.count
        }
        scorer.observe(text, class: spelledClass, isNew: isNew)
      }
      return (bits, bytes)
    }
  }
}

extension SpellingWeights {
  /// The weights as ``shipped`` reads them: four hexadecimal digits each, two's complement, of 1 ⁄ 1,024.
  package var coded: String {
    var digits = ""
    for value in values {
      let bounded = min(max(value * Self.scale, -32_767), 32_767)
      let hexadecimal = String(UInt16(bitPattern: Int16(bounded.rounded())), radix: 16)
      digits += String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
    }
    return digits
  }
}
