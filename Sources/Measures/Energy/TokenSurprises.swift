import Facts
import Model
package import TokenEnergy

/// The tokens of some lines that cost most, and what had been expected in their place.
package enum TokenSurprises {
  private static let perLine = 3
  private static let expectedPerToken = 3

  /// One list for each of `lines`, the costliest token first; literals are left out.
  ///
  /// Scores the file once more.
  ///
  /// - Parameters:
  ///   - energy: The file's, by the same model.
  ///   - lines: Places of the file's tokens, line by line.
  ///   - withheld: Whether the model holds the file.
  package static func find(
    _ file: EnergyFile, _ energy: StreamEnergy, lines: [Range<Int>], in model: EnergyModel, withheld: Bool,
    _ scorer: EnergyScorer
  ) -> [[EnergyReport.Surprise]] {
    let chosen = lines.map { costliest($0, file, energy) }
    let wanted = Set(chosen.joined())
    var expected: [Int: [(text: String, probability: Double)]] = [:]
    _ = scorer.score(file.stream, in: model, withheld: withheld) { place, prediction in
      guard wanted.contains(place) else { return }
      expected[place] = prediction.likeliest(expectedPerToken).map {
        (model.vocabulary.text(of: $0.token), $0.probability)
      }
    }
    let new = Set(energy.newTokens.map(\.place))
    return chosen.map { places in
      places.map { place in
        EnergyReport.Surprise(
          text: model.vocabulary.text(of: file.stream.tokens[place]), bits: energy.bits[place],
          isNew: new.contains(place), expected: expected[place] ?? [])
      }
    }
  }

  private static func costliest(_ places: Range<Int>, _ file: EnergyFile, _ energy: StreamEnergy) -> [Int] {
    places.filter { file.group(of: $0) != .literals }
      .sorted { (energy.bits[$1], $0) < (energy.bits[$0], $1) }
      .prefix(perLine).map { $0 }
  }
}
