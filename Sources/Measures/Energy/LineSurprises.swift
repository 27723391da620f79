import Facts
import Model
import TokenEnergy

/// Finds the lines of a study that cost most for what they are.
///
/// A line's names and syntax are held against those of all lines of its type: excess = (mean − μ) ÷ (σ ÷ √n), with μ and σ
/// over the tokens of the type and n the line's tokens. Literals are left out: a long text costs many bits and says
/// nothing about how the code is written.
package struct LineSurprises {
  /// Lines with fewer tokens, literals left out, are not ranked.
  private static let leastTokens = 4
  private static let surprisesPerLine = 3
  private static let expectedPerToken = 3

  private let study: EnergyStudy

  package init(_ study: EnergyStudy) { self.study = study }

  /// The `limit` lines with the highest excess, of files that nobody generated; ties by path and line.
  package func highest(_ limit: Int) -> [EnergyReport.Line] {
    let files = study.files.indices.filter { !study.files[$0].facts.isGenerated }
    let sums = files.flatMap { study.lines(of: $0) }
    let types = LineTypeMoments(sums)
    let lines = sums.filter { $0.counted >= Self.leastTokens }.map { (sum: $0, excess: types.excess(of: $0)) }
    let ranked = lines.filter { $0.excess > 0 }.sorted {
      ($1.excess, $0.sum.file, $0.sum.line) < ($0.excess, $1.sum.file, $1.sum.line)
    }
    return describe(Array(ranked.prefix(limit)))
  }

  /// Scores the files of the lines once more, to see what was expected.
  private func describe(_ lines: [(sum: LineEnergy, excess: Double)]) -> [EnergyReport.Line] {
    let scorer = EnergyScorer()
    var expected: [Int: [Int: [(text: String, probability: Double)]]] = [:]
    for file in Set(lines.map(\.sum.file)).sorted() {
      let source = study.files[file]
      var wanted: Set<Int> = []
      for line in lines where line.sum.file == file { wanted.formUnion(costliest(line.sum)) }
      var found: [Int: [(text: String, probability: Double)]] = [:]
      _ = scorer.score(source.stream, in: study.model, withheld: !source.facts.isGenerated) { place, prediction in
        guard wanted.contains(place) else { return }
        found[place] = prediction.likeliest(Self.expectedPerToken).map {
          (study.model.vocabulary.text(of: $0.token), $0.probability)
        }
      }
      expected[file] = found
    }
    return lines.map { line, excess in
      let source = study.files[line.file]
      let new = Set(study.energies[line.file].newTokens.map(\.place))
      let surprises = costliest(line).map { place in
        EnergyReport.Surprise(
          text: study.model.vocabulary.text(of: source.stream.tokens[place]),
          bits: study.energies[line.file].bits[place],
          isNew: new.contains(place), expected: expected[line.file]?[place] ?? [])
      }
      return EnergyReport.Line(
        path: source.path, line: line.line, type: line.type, tokens: line.tokens, bits: line.bits, excess: excess,
        surprises: surprises)
    }
  }

  /// Places of the line's costliest tokens, literals left out.
  private func costliest(_ line: LineEnergy) -> [Int] {
    let bits = study.energies[line.file].bits
    return line.places
      .filter { study.files[line.file].group(of: $0) != .literals }
      .sorted { (bits[$1], $0) < (bits[$0], $1) }
      .prefix(Self.surprisesPerLine).map { $0 }
  }
}
