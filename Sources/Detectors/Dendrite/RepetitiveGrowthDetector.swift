import Facts
package import Graph
package import Model
package import Rules

/// Finds statements, groups of statements and cases that are written again and again with other names in them.
///
/// It judges by shape alone, not by token energy: what a model expects depends on the rest of the repository, and a copied
/// statement is one wherever it stands. Lists are no repetition: elements of literals, members of types, result
/// builders, cases that only name a value, the fields of coding, hashing and comparing.
package struct RepetitiveGrowthDetector: FileDetector {
  package static let rule = RuleID("dendrite/repetitive-growth")

  /// Members that have to go through all fields of a type, and are usually written out because they have to.
  private static let fieldwise: Set<String> = [
    "init(from:)", "encode(to:)", "init(coder:)", "encode(with:)", "hash(into:)", "==(_:_:)", "<(_:_:)", "copy(with:)",
  ]

  private let minimumRepeats: Int
  private let minimumShared: Int

  package init(options: RuleOptions) {
    minimumRepeats = max(2, options.integer("minimumRepeats"))
    minimumShared = options.integer("minimumShared")
  }

  package func detect(inFile index: Int, of graph: CodeGraph, report: inout DefectReport) {
    let facts = graph.files[index].facts
    guard !facts.isGenerated, !graph.files[index].isManifest, !graph.isTestCode(index) else { return }
    for repetition in RepetitionReader.read(facts, least: minimumRepeats) {
      let around = facts.declaration(aroundNode: repetition.firstNodes[0])
      let weight = RepetitionWeight(repetition, facts)
      guard weight.shared >= minimumShared, weight.varying <= weight.shared, !isFieldwise(around, facts),
        isRepetition(repetition, weight, facts)
      else { continue }
      report.add(defect(repetition, weight, around, inFile: index, of: graph))
    }
  }

  private func isFieldwise(_ around: Int, _ facts: FileFacts) -> Bool {
    around >= 0 && Self.fieldwise.contains(facts.strings[facts.declarations[around].fullName])
  }

  /// Whether somebody repeated what is done, rather than listed what there is.
  private func isRepetition(_ repetition: Repetition, _ weight: RepetitionWeight, _ facts: FileFacts) -> Bool {
    let first = repetition.firstNodes[0]
    let kind = facts.tree[first].kind
    if kind == .switchCase {
      let statements = statements(ofCase: first, facts)
      // A case that only gives a value is a row of a table; where names vary in it, it does something with them.
      return statements.count > 1 || weight.variesInNames && statements.allSatisfy { !isValue($0, facts) }
    }
    if CloneUnitKinds.isDeclaration(kind), kind != .variableDeclaration { return false }
    if repetition.firstNodes.count == 1, kind == .call {
      // Calls are how things are listed; what only counts up is a loop, and a long call a function that is missing.
      return !isValue(first, facts) && (!weight.variesInTexts || weight.shared >= 2 * minimumShared)
    }
    return !repetition.firstNodes.allSatisfy { isValue($0, facts) }
  }

  private func statements(ofCase node: Int, _ facts: FileFacts) -> [Int] {
    facts.tree.children(of: node).filter { facts.tree[$0].kind != .caseItem && facts.tree[$0].kind != .attribute }
  }

  /// Whether a statement only gives a value: it returns one, or is a part that a result builder collects.
  private func isValue(_ statement: Int, _ facts: FileFacts) -> Bool {
    var node = statement
    while facts.tree[node].kind == .call || facts.tree[node].kind == .member {
      guard let inner = facts.tree.firstChild(of: node) else { break }
      if facts.tree[node].kind == .member, !facts.tree[node].flags.contains(.hasBase) { return true }
      node = inner
    }
    switch facts.tree[node].kind {
    case .returnStatement, .stringLiteral, .member, .macroExpansion, .specialization: return true
    case .reference: return node != statement && facts.strings[facts.tree[node].name].first?.isUppercase ?? false
    default: return false
    }
  }

  private func defect(
    _ repetition: Repetition, _ weight: RepetitionWeight, _ around: Int, inFile index: Int, of graph: CodeGraph
  ) -> Defect {
    let facts = graph.files[index].facts
    let first = repetition.members[0]
    let last = repetition.members[repetition.members.count - 1]
    let size = weight.shared + weight.varying
    var message = "\(repetition.members.count) \(noun(repetition, facts)) in a row are the same but for "
    message += weight.varying == 0 ? "nothing" : "\(weight.varying) of \(size) tokens"
    if let example = weight.example { message += ": \(quoted(example.before)), \(quoted(example.after)) …" }
    let words = first.prefix(8).map { facts.strings[facts.tokens.texts[$0]] }
    return Defect(
      file: index, offset: facts.tokens.offsets[first.lowerBound],
      endOffset: facts.endOffset(ofToken: last.upperBound - 1),
      declaration: around < 0 ? -1 : Int(graph.files[index].firstDeclaration) + around, message: message,
      units: Double(repetition.members.count), identity: words.joined(separator: " "),
      evidence: [repetition.members[1], last].map { member in
        Defect.Place(
          file: index, firstToken: member.lowerBound, lastToken: member.upperBound - 1,
          message: member == last ? "the last" : "the second")
      })
  }

  private func noun(_ repetition: Repetition, _ facts: FileFacts) -> String {
    let count = repetition.firstNodes.count
    if facts.tree[repetition.firstNodes[0]].kind == .switchCase {
      return count == 1 ? "cases" : "groups of \(count) cases"
    }
    return count == 1 ? "statements" : "groups of \(count) statements"
  }

  private func quoted(_ text: String) -> String {
    let shown = text.prefix(24)
    return "'\(shown)\(shown.endIndex < text.endIndex ? "…" : "")'"
  }
}
