import Facts
import Graph
import Model
import Rules

/// Makes findings of defects: adds what the catalogue, the graph and the file's facts know.
struct FindingAssembler: Sendable {
  private let graph: CodeGraph
  /// Sorted by identifier.
  private let rules: [ActiveRule]
  /// For each file, and behind them for each document, its rank by the bytes of its path.
  private let pathRanks: [Int]

  init(graph: CodeGraph, rules: [ActiveRule]) {
    self.graph = graph
    self.rules = rules
    pathRanks = Self.pathRanks(of: graph)
  }

  /// The finding of a defect of the rule with that rank, without its fingerprint.
  func draft(_ defect: Defect, rank: Int) -> DraftFinding {
    let active = rules[rank]
    let cost = active.rule.cost
    let (path, module, start, end) = place(of: defect)
    let symbol = defect.declaration >= 0 ? qualifiedName(defect.declaration) : ""
    let finding = Finding(
      rule: active.rule.id, severity: active.severity ?? defect.severity ?? active.rule.severity,
      confidence: rounded(min(1, max(0.01, defect.confidence))), path: path, line: start.line, column: start.column,
      endLine: max(start.line, end), symbol: symbol, module: module >= 0 ? graph.layout.modules[module].name : "",
      message: defect.message, minutes: rounded(cost.baseMinutes + cost.minutesPerUnit * max(0, defect.units)),
      fingerprint: "", evidence: defect.evidence.map(evidence))
    let identity = FindingFingerprint.identity(
      rule: active.rule.id, symbol: symbol, identity: defect.identity, path: path)
    return DraftFinding(file: defect.file, rank: rank, identity: identity, finding: finding)
  }

  private func place(of defect: Defect) -> (path: String, module: Int, start: (line: Int, column: Int), end: Int) {
    let last = max(defect.endOffset, defect.offset + 1) - 1
    guard defect.file < graph.files.count else {
      let document = graph.documents[defect.file - graph.files.count]
      return (document.path, -1, document.facts.position(at: defect.offset), document.facts.position(at: last).line)
    }
    let facts = graph.files[defect.file].facts
    return (
      graph.files[defect.file].path, Int(graph.files[defect.file].module), facts.position(at: defect.offset),
      facts.line(at: last)
    )
  }

  /// The drafts of several lists in the order of ``Finding``, each with its fingerprint.
  ///
  /// Numbers are compared first, since paths are long and mostly equal, and each draft is copied once.
  func fingerprinted(_ lists: [[DraftFinding]]) -> [DraftFinding] {
    var keys = [SortKey]()
    keys.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for (list, drafts) in lists.enumerated() {
      for (index, draft) in drafts.enumerated() {
        let numbers = (pathRanks[draft.file], draft.finding.line, draft.finding.column, draft.rank)
        keys.append(SortKey(numbers: numbers, list: list, index: index))
      }
    }
    keys.sort { left, right in
      left.numbers == right.numbers
        ? lists[left.list][left.index].finding < lists[right.list][right.index].finding : left.numbers < right.numbers
    }
    var ordinals = [UInt64: Int](minimumCapacity: keys.count)
    return keys.map { key in
      var draft = lists[key.list][key.index]
      let ordinal = ordinals[draft.identity, default: 0]
      ordinals[draft.identity] = ordinal + 1
      draft.finding.fingerprint = FindingFingerprint.text(identity: draft.identity, ordinal: ordinal)
      return draft
    }
  }

  /// Where a draft stands, and the numbers that decide its place before any text does.
  private struct SortKey {
    /// Rank of the path, line, column, rank of the rule.
    var numbers: (Int, Int, Int, Int)
    var list: Int
    var index: Int
  }

  /// As ``CodeGraph/qualifiedName(_:)``, without a copy of the file.
  private func qualifiedName(_ declaration: Int) -> String {
    let file = Int(graph.fileOfDeclaration[declaration])
    return graph.files[file].facts.qualifiedName(of: declaration - Int(graph.files[file].firstDeclaration))
  }

  private func evidence(_ place: Defect.Place) -> Finding.Evidence {
    let (line, endLine) = Self.lines(of: place, in: graph.files[place.file].facts)
    return Finding.Evidence(
      path: graph.files[place.file].path, line: line, endLine: endLine, message: place.message)
  }

  private static func lines(of place: Defect.Place, in facts: FileFacts) -> (first: Int, last: Int) {
    let first = facts.position(ofToken: place.firstToken).line
    let isInside = place.lastToken < facts.tokens.count
    let end = isInside ? facts.endOffset(ofToken: place.lastToken) : facts.byteCount
    return (first, max(first, facts.line(at: max(end, 1) - 1)))
  }

  private static func pathRanks(of graph: CodeGraph) -> [Int] {
    let order = PathOrder.sorted(graph.files.map(\.path) + graph.documents.map(\.path))
    var ranks = order
    for (rank, file) in order.enumerated() { ranks[file] = rank }
    return ranks
  }

  /// Two digits behind the point: what a reader can use, and the same text on every machine.
  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
