import Facts
package import Graph
package import Model
package import Rules

/// Finds comments that mark unfinished work: one defect for each line of a comment that holds a marker.
///
/// Files that a program wrote are left out, since the work is owed elsewhere. Needs the whole graph, because a sentence
/// that stands in several places names the others.
package struct UnfinishedWorkDetector: GraphDetector {
  package static let rule = RuleID("vacancy/unfinished-work")

  /// Longest quotation in a message, in characters.
  private static let quotedCharacters = 120
  /// Most other places that one finding names.
  private static let namedPlaces = 10

  private let scanner: MarkerScanner

  package init(options: RuleOptions) {
    scanner = MarkerScanner(markers: options.list("markers"))
  }

  /// A marker with its file.
  private struct Mark {
    var file: Int
    var text: UnfinishedMark
  }

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    var marks: [Mark] = []
    for file in graph.files.indices where !graph.files[file].facts.isGenerated {
      for mark in tables.notes[file].marks(by: scanner) { marks.append(Mark(file: file, text: mark)) }
    }
    var places = [String: [Int]]()
    for (index, mark) in marks.enumerated() where !mark.text.key.isEmpty {
      places[mark.text.key, default: []].append(index)
    }
    for (index, mark) in marks.enumerated() {
      report.add(defect(mark, at: index, among: marks, same: places[mark.text.key] ?? [index], graph: graph))
    }
    report.measure("vacancy.unfinishedWork", Double(marks.count))
  }

  private func defect(_ mark: Mark, at index: Int, among marks: [Mark], same: [Int], graph: CodeGraph) -> Defect {
    let facts = graph.files[mark.file].facts
    var local = facts.declaration(aroundToken: mark.text.nextToken)
    // A local variable that happens to follow says less than the function around it.
    while local >= 0, facts.declarations[local].traits.contains(.isLocal) {
      local = Int(facts.declarations[local].parent)
    }
    let quoted = mark.text.sentence.prefix(Self.quotedCharacters)
    var message = "unfinished work: \(quoted)\(quoted.endIndex < mark.text.sentence.endIndex ? "…" : "")"
    if same.count > 1 { message += " (the same in \(same.count) places)" }
    let others = same.filter { $0 != index }.prefix(Self.namedPlaces)
    return Defect(
      file: mark.file, offset: mark.text.offset, endOffset: mark.text.endOffset,
      declaration: local < 0 ? -1 : Int(graph.files[mark.file].firstDeclaration) + local, message: message,
      identity: mark.text.key.isEmpty ? mark.text.sentence : mark.text.key,
      evidence: others.map { place(of: marks[$0], in: graph) })
  }

  private func place(of mark: Mark, in graph: CodeGraph) -> Defect.Place {
    // Comments are no tokens: the nearest token stands for the place.
    let token = min(mark.text.nextToken, max(0, graph.files[mark.file].facts.tokens.count - 1))
    return Defect.Place(file: mark.file, firstToken: token, lastToken: token, message: "the same sentence")
  }
}

extension FileFacts {
  /// Index of the innermost declaration that spans the token, or that the token begins; -1 at top level. O(log n).
  func declaration(aroundToken token: Int) -> Int {
    var low = 0
    var high = declarations.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tree[Int(declarations[middle].outerNode)].firstToken) <= token { low = middle + 1 } else { high = middle }
    }
    var candidate = low - 1
    while candidate >= 0 {
      if token < Int(tree[Int(declarations[candidate].outerNode)].endToken) { return candidate }
      candidate = Int(declarations[candidate].parent)
    }
    return -1
  }
}
