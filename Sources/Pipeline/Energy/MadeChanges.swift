import Facts
package import Measures
import Model
import Snapshot
import TokenEnergy

/// Changes made up to see whether token energy tells familiar from foreign ones.
package struct MadeChanges {
  package enum Kind: String, CaseIterable, Sendable {
    /// A function of the repository with one of its names replaced by another name of the repository.
    case familiar
    /// A function of another repository.
    case foreign
    /// A function of the repository whose names are dealt out anew among each other, so that each becomes another one.
    case shuffled
  }

  /// Tokens of a function that is taken.
  private static let leastTokens = 40
  private static let mostTokens = 400

  package let accepted: AcceptedChanges
  private let growth: EnergyGrowth
  private let own: [[String]]
  private let others: [[String]]
  private let names: [String]

  /// Reads both repositories' working trees and `changes` commits of the first one's past.
  package init(_ request: SnapshotRequest, foreign: SnapshotRequest, changes: Int) throws {
    let history = MismatchPipeline(request, base: "HEAD", head: nil, changeCount: changes, lineLimit: 0)
    let state = try history.accepted()
    accepted = state.report.accepted
    growth = state.growth
    own = Self.functions(growth.files)
    others = Self.functions(try EnergyCorpus(foreign).files)
    let names = Set(own.joined().filter { $0.first?.isLetter == true && $0.count > 2 && $0 == $0.lowercased() })
    self.names = names.sorted()
  }

  package var median: Double { AcceptedChanges.quantile(0.5, of: accepted.changes) ?? 0 }
  package var ninetieth: Double { AcceptedChanges.quantile(0.9, of: accepted.changes) ?? 0 }

  /// Bits a token of names and syntax, new ones at one price, of `count` changes of a kind, drawn by a fixed sequence.
  package func bits(_ kind: Kind, count: Int) throws -> [Double] {
    var random = Sequence(seed: UInt64(kind.rawValue.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
    let source = kind == .foreign ? others : own
    guard !source.isEmpty, !names.isEmpty else { return [] }
    let scorer = EnergyScorer()
    return (0..<count).map { _ in
      let function = source[random.below(source.count)]
      return score(Self.text(changed(function, kind, &random)), scorer)
    }
  }

  /// The tokens with spaces between them, but for those between quotes.
  private static func text(_ tokens: [String]) -> String {
    var text = ""
    var isQuoted = false
    for token in tokens {
      text += token
      if token == "\"" { isQuoted.toggle() }
      if !isQuoted { text += " " }
    }
    return text
  }

  private func score(_ text: String, _ scorer: EnergyScorer) -> Double {
    let facts = Array(text.utf8).withUnsafeBufferPointer { FactsReader.read($0) }
    let file = growth.model.withVocabulary {
      EnergyFile(path: "Sources/Made.swift", facts: facts, module: -1, vocabulary: &$0)
    }
    let energy = scorer.score(file.stream, in: growth.model, withheld: false)
    var sum = EnergySum()
    for (place, bits) in energy.bits(newTokensAt: growth.model.closedPrice).enumerated() {
      sum.add(bits, file.group(of: place), characters: 0)
    }
    return sum.codeBitsPerToken
  }

  private func changed(_ function: [String], _ kind: Kind, _ random: inout Sequence) -> [String] {
    switch kind {
    case .foreign: return function
    case .familiar:
      let candidates = Array(Set(function.filter(Self.isName))).sorted()
      guard !candidates.isEmpty else { return function }
      let old = candidates[random.below(candidates.count)]
      let new = names[random.below(names.count)]
      return function.map { $0 == old ? new : $0 }
    case .shuffled:
      let distinct = Array(Set(function.filter(Self.isName))).sorted()
      var dealt = distinct
      // Sattolo's algorithm: one cycle, in which nothing keeps its place.
      for index in stride(from: dealt.count - 1, to: 0, by: -1) { dealt.swapAt(index, random.below(index)) }
      let mapping = Dictionary(zip(distinct, dealt), uniquingKeysWith: { first, _ in first })
      return function.map { mapping[$0] ?? $0 }
    }
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count > 1 else { return false }
    let isLetter = (first | 0x20) >= UInt8(ascii: "a") && (first | 0x20) <= UInt8(ascii: "z")
    return isLetter && !keywords.contains(text)
  }

  private static let keywords: Set<String> = [
    "func", "let", "var", "if", "else", "guard", "return", "for", "in", "while", "switch", "case", "default", "self",
    "Self",
    "init", "throws", "try", "catch", "do", "async", "await", "true", "false", "nil", "public", "private", "internal",
    "static", "override", "mutating", "where", "is", "as", "inout", "some", "any", "throw", "break", "continue",
    "class",
    "struct", "enum", "extension", "protocol", "import", "super", "open", "fileprivate", "final", "defer", "get", "set",
  ]

  /// The tokens' texts of every function of fitting size, in order.
  private static func functions(_ files: [EnergyFile]) -> [[String]] {
    var result: [[String]] = []
    for file in files where !file.facts.isGenerated {
      for declaration in file.facts.declarations where declaration.kind == .function {
        let node = file.facts.tree[Int(declaration.outerNode)]
        let range = Int(node.firstToken)..<Int(node.endToken)
        guard (leastTokens...mostTokens).contains(range.count) else { continue }
        let texts = range.map { file.facts.strings[file.facts.tokens.texts[$0]] }
        // What stands in several lines or is put together cannot be written again from tokens alone.
        if texts.contains(where: { $0 == "\"\"\"" || $0 == "\\" || $0.hasPrefix("#") }) { continue }
        result.append(texts)
      }
    }
    return result
  }

  /// A fixed sequence of numbers (a linear congruential generator; Knuth, TAOCP 2).
  private struct Sequence {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, limit)))
    }
  }
}
