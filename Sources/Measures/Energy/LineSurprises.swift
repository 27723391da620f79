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

  private func describe(_ lines: [(sum: LineEnergy, excess: Double)]) -> [EnergyReport.Line] {
    let scorer = EnergyScorer()
    var surprises: [Int: [Int: [EnergyReport.Surprise]]] = [:]
    for (file, sums) in Dictionary(grouping: lines.map(\.sum), by: \.file) {
      let source = study.files[file]
      let found = TokenSurprises.find(
        source, study.energies[file], lines: sums.map(\.places), in: study.model, withheld: !source.facts.isGenerated,
        scorer)
      surprises[file] = Dictionary(zip(sums.map(\.line), found), uniquingKeysWith: { first, _ in first })
    }
    return lines.map { line, excess in
      EnergyReport.Line(
        path: study.files[line.file].path, line: line.line, type: line.type, tokens: line.tokens, bits: line.bits,
        excess: excess, surprises: surprises[line.file]?[line.line] ?? [])
    }
  }
}
