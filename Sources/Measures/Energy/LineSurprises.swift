import Facts
import Model
import TokenEnergy

/// Finds the lines of a study that cost most for what they are.
///
/// A line's names and syntax are held against those of all lines of its type: excess = (mean − μ) ÷ (σ ÷ √n), with μ and σ
/// over the tokens of the type and n the line's tokens. Literals are left out: a long text costs many bits and says
/// nothing about how the code is written.
package struct LineSurprises {
  private struct Moments {
    var count = 0.0
    var sum = 0.0
    var squares = 0.0

    var mean: Double { count == 0 ? 0 : sum / count }
    var deviation: Double { count == 0 ? 0 : max(0, squares / count - mean * mean).squareRoot() }
  }

  private struct LineSum {
    var file: Int
    var line: Int
    var type: LineType
    var tokens = 0
    var bits = 0.0
    /// Without literals.
    var counted = 0
    var countedBits = 0.0
    var squares = 0.0
    var excess = 0.0
    var firstPlace: Int
    var endPlace: Int
  }

  /// Lines with fewer tokens, literals left out, are not ranked.
  private static let leastTokens = 4
  private static let surprisesPerLine = 3
  private static let expectedPerToken = 3

  private let study: EnergyStudy

  package init(_ study: EnergyStudy) { self.study = study }

  /// The `limit` lines with the highest excess, of files that nobody generated; ties by path and line.
  package func highest(_ limit: Int) -> [EnergyReport.Line] {
    var lines: [LineSum] = []
    var moments = [Moments](repeating: Moments(), count: LineType.allCases.count)
    for file in study.files.indices where !study.files[file].facts.isGenerated {
      for line in sums(of: file) {
        lines.append(line)
        moments[line.type.rawValue].count += Double(line.counted)
        moments[line.type.rawValue].sum += line.countedBits
        moments[line.type.rawValue].squares += line.squares
      }
    }
    for index in lines.indices {
      let moment = moments[lines[index].type.rawValue]
      guard lines[index].counted >= Self.leastTokens, moment.deviation > 0 else { continue }
      let count = Double(lines[index].counted)
      lines[index].excess = (lines[index].countedBits / count - moment.mean) / moment.deviation * count.squareRoot()
    }
    let ranked = lines.filter { $0.excess > 0 }.sorted {
      ($1.excess, $0.file, $0.line) < ($0.excess, $1.file, $1.line)
    }
    return describe(Array(ranked.prefix(limit)))
  }

  private func sums(of file: Int) -> [LineSum] {
    let source = study.files[file]
    let bits = study.energies[file].bits
    var lines: [LineSum] = []
    for place in bits.indices {
      let line = source.line(of: place)
      if lines.last?.line != line {
        let token = Int(source.places[place])
        let type = LineType.of(source.facts.strings[source.facts.tokens.texts[token]], source.facts.tokens.kinds[token])
        lines.append(LineSum(file: file, line: line, type: type, firstPlace: place, endPlace: place))
      }
      let last = lines.count - 1
      lines[last].endPlace = place + 1
      lines[last].tokens += 1
      lines[last].bits += bits[place]
      if source.group(of: place) == .literals { continue }
      lines[last].counted += 1
      lines[last].countedBits += bits[place]
      lines[last].squares += bits[place] * bits[place]
    }
    return lines
  }

  /// Scores the files of the lines once more, to see what was expected.
  private func describe(_ lines: [LineSum]) -> [EnergyReport.Line] {
    let scorer = EnergyScorer()
    var expected: [Int: [Int: [(text: String, probability: Double)]]] = [:]
    for file in Set(lines.map(\.file)).sorted() {
      let source = study.files[file]
      var wanted: Set<Int> = []
      for line in lines where line.file == file { wanted.formUnion(costliest(line)) }
      var found: [Int: [(text: String, probability: Double)]] = [:]
      _ = scorer.score(source.stream, in: study.model, withheld: !source.facts.isGenerated) { place, prediction in
        guard wanted.contains(place) else { return }
        found[place] = prediction.likeliest(Self.expectedPerToken).map {
          (study.model.vocabulary.text(of: $0.token), $0.probability)
        }
      }
      expected[file] = found
    }
    return lines.map { line in
      let source = study.files[line.file]
      let new = Set(study.energies[line.file].newTokens.map(\.place))
      let surprises = costliest(line).map { place in
        EnergyReport.Surprise(
          text: study.model.vocabulary.text(of: source.stream.tokens[place]),
          bits: study.energies[line.file].bits[place],
          isNew: new.contains(place), expected: expected[line.file]?[place] ?? [])
      }
      return EnergyReport.Line(
        path: source.path, line: line.line, type: line.type, tokens: line.tokens, bits: line.bits, excess: line.excess,
        surprises: surprises)
    }
  }

  /// Places of the line's costliest tokens, literals left out.
  private func costliest(_ line: LineSum) -> [Int] {
    let bits = study.energies[line.file].bits
    return (line.firstPlace..<line.endPlace)
      .filter { study.files[line.file].group(of: $0) != .literals }
      .sorted { (bits[$1], $0) < (bits[$0], $1) }
      .prefix(Self.surprisesPerLine).map { $0 }
  }
}
