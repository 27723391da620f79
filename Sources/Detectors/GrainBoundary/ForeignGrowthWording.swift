import Facts
import Graph
import Model

/// What reports say of a file that is unlike its module: its figure, the module's, and the lines that cost most.
struct ForeignGrowthWording {
  let file: WrittenEnergy
  /// Bits a token of a file of its size in its module, and by how much such figures differ.
  let expected: Double
  let spread: Double
  let deviations: Double
  let module: String

  private static let evidenceLines = 5
  /// Lines with fewer names and signs say little.
  private static let leastTokens = 4
  private static let namedTokens = 3

  private struct Line {
    var first: Int
    var last: Int
    var tokens: [(token: Int, bits: Double)] = []
    var excess = 0.0
  }

  func defect(in graph: CodeGraph, energy: EnergyTable.File) -> Defect {
    let facts = graph.files[file.file].facts
    let first = facts.tokens.count > 0 ? facts.tokens.offsets[0] : 0
    return Defect(
      file: file.file, offset: first, endOffset: facts.tokens.count > 0 ? facts.endOffset(ofToken: 0) : 0,
      declaration: -1,
      message:
        "the file is foreign to the module '\(module)': its names and syntax cost \(Self.tenths(file.mean)) bits a "
        + "token, files of its size there \(Self.tenths(expected)) ± \(Self.tenths(spread)) "
        + "(\(Self.tenths(deviations)) deviations above)",
      units: Double((deviations * 10).rounded() / 10), identity: "foreign growth",
      evidence: lines(energy, facts).map { line in
        Defect.Place(
          file: file.file, firstToken: line.first, lastToken: line.last, message: message(of: line, facts))
      })
  }

  /// The lines that cost most for their length against the rest of the file's module, costliest first.
  private func lines(_ energy: EnergyTable.File, _ facts: FileFacts) -> [Line] {
    var lines: [Line] = []
    var number = 0
    for (token, bits) in zip(energy.tokens, energy.bits) {
      let place = Int(token)
      let line = facts.line(at: facts.tokens.offsets[place])
      if line != number || lines.isEmpty { lines.append(Line(first: place, last: place)) }
      number = line
      lines[lines.count - 1].last = place
      if WrittenEnergy.counts(place, facts) { lines[lines.count - 1].tokens.append((place, bits)) }
    }
    for index in lines.indices where lines[index].tokens.count >= Self.leastTokens && file.deviation > 0 {
      let count = Double(lines[index].tokens.count)
      let mean = lines[index].tokens.reduce(0) { $0 + $1.bits } / count
      lines[index].excess = (mean - expected) / file.deviation * count.squareRoot()
    }
    return Array(
      lines.filter { $0.excess > 0 }.sorted { ($1.excess, $0.first) < ($0.excess, $1.first) }
        .prefix(Self.evidenceLines))
  }

  private func message(of line: Line, _ facts: FileFacts) -> String {
    let mean = line.tokens.reduce(0) { $0 + $1.bits } / Double(max(1, line.tokens.count))
    var named: [String] = []
    for token in line.tokens.sorted(by: { ($1.bits, $0.token) < ($0.bits, $1.token) }) {
      let text = "'\(facts.strings[facts.tokens.texts[token.token]])'"
      if !named.contains(text) { named.append(text) }
      if named.count == Self.namedTokens { break }
    }
    return "\(Self.tenths(mean)) bits a token, most for \(named.joined(separator: ", "))"
  }

  /// One decimal, rounded half away from zero.
  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
