import Facts
package import Graph
package import Model
package import Rules

/// Finds bodies and types that are too large or too branched: one defect for each declaration, listing its excesses.
///
/// In test code only complexity counts, and only as a note: tests are long lists of independent steps and cases. Files
/// that a program wrote are left out. A local function is part of the body around it and is not reported beside it.
package struct OvergrownDeclarationDetector: FileDetector {
  package static let rule = RuleID("dendrite/overgrown-declaration")

  private let complexityLimit: Int
  private let lineLimit: Int
  private let memberLimit: Int

  package init(options: RuleOptions) {
    complexityLimit = options.integer("cognitiveComplexity")
    lineLimit = options.integer("bodyLines")
    memberLimit = options.integer("typeMembers")
  }

  /// A measure that is over its limit.
  private struct Excess {
    var text: String
    /// value ÷ limit − 1.
    var ratio: Double

    /// Nil where the value is within the limit.
    init?(_ name: String, _ value: Int, limit: Int) {
      guard value > limit else { return nil }
      text = "\(name) \(value) (limit \(limit))"
      ratio = Double(value) / Double(max(1, limit)) - 1
    }
  }

  package func detect(inFile index: Int, of graph: CodeGraph, report: inout DefectReport) {
    let facts = graph.files[index].facts
    guard !facts.isGenerated else { return }
    let isTest = graph.isTestCode(index)
    var excesses = bodyExcesses(facts, isTest: isTest)
    if !isTest { addMemberExcesses(inFile: index, of: graph, to: &excesses) }
    for (declaration, found) in excesses.enumerated() where !found.isEmpty {
      if isInside(declaration, reported: excesses, facts) { continue }
      report.add(defect(declaration, found, inFile: index, of: graph, isTest: isTest))
    }
  }

  /// For each declaration what its bodies exceed: of several accessors the worst.
  private func bodyExcesses(_ facts: FileFacts, isTest: Bool) -> [[Excess]] {
    var complexity = [Int](repeating: 0, count: facts.declarations.count)
    var lines = complexity
    for body in facts.bodies {
      let declaration = Int(body.declaration)
      complexity[declaration] = max(complexity[declaration], Int(body.cognitive))
      if isTest || isTable(body, facts) { continue }
      lines[declaration] = max(lines[declaration], Int(body.linesOfCode))
    }
    return facts.declarations.indices.map { index in
      guard facts.declarations[index].body >= 0 else { return [] }
      return [
        Excess("cognitive complexity", complexity[index], limit: complexityLimit),
        Excess("lines of code", lines[index], limit: lineLimit),
      ].compactMap { $0 }
    }
  }

  /// Whether the body is one flat `switch`: a table that is read by looking up a line, however long.
  private func isTable(_ body: BodyFact, _ facts: FileFacts) -> Bool {
    let node = Int(body.node)
    let block = facts.tree[node].kind == .codeBlock ? node : facts.tree.firstChild(of: node, .codeBlock)
    guard body.cognitive <= 1, let block, let only = facts.tree.firstChild(of: block) else { return false }
    return facts.tree[only].kind == .switchStatement && facts.tree[only].end == facts.tree[block].end
  }

  private func addMemberExcesses(inFile index: Int, of graph: CodeGraph, to excesses: inout [[Excess]]) {
    let facts = graph.files[index].facts
    let first = Int(graph.files[index].firstDeclaration)
    var members = [Int](repeating: 0, count: facts.declarations.count)
    var requirements = Set<[Int]>()
    for (local, declaration) in facts.declarations.enumerated() {
      let parent = Int(declaration.parent)
      guard parent >= 0, facts.declarations[parent].kind.holdsMembers, isMember(declaration),
        !isAlternative(declaration.condition, facts)
      else { continue }
      let type = Int(graph.typeOfDeclaration[first + local]) - first
      guard members.indices.contains(type) else { continue }
      // A protocol's requirement and its default are one member.
      if facts.declarations[type].kind == .protocol,
        !requirements.insert([type, Int(declaration.fullName.index)]).inserted
      {
        continue
      }
      members[type] += 1
    }
    for (local, count) in members.enumerated() where facts.declarations[local].kind.isNominalType {
      if let excess = Excess("members", count, limit: memberLimit) { excesses[local].append(excess) }
    }
  }

  /// Nested types, type aliases, cases and constants of the type are not counted: they are names, not behaviour or state.
  private func isMember(_ declaration: DeclarationFact) -> Bool {
    switch declaration.kind {
    case .function, .initializer, .subscript: true
    case .variable: !declaration.traits.isSuperset(of: [.isStatic, .isConstant])
    default: false
    }
  }

  /// Whether the innermost `#if` clause is an `#elseif` or `#else`: its declarations stand for those of the first.
  private func isAlternative(_ condition: Int32, _ facts: FileFacts) -> Bool {
    var current = condition
    while current >= 0 {
      let clause = Int(facts.conditions[Int(current)].node)
      if facts.tree.firstChild(of: Int(facts.tree[clause].parent)) != clause { return true }
      current = facts.conditions[Int(current)].parent
    }
    return false
  }

  /// Whether a body around the declaration is reported: then the declaration's own excess is counted there.
  private func isInside(_ declaration: Int, reported: [[Excess]], _ facts: FileFacts) -> Bool {
    guard facts.declarations[declaration].body >= 0 else { return false }
    var around = Int(facts.declarations[declaration].parent)
    while around >= 0 {
      if facts.declarations[around].body >= 0, !reported[around].isEmpty { return true }
      around = Int(facts.declarations[around].parent)
    }
    return false
  }

  private func defect(
    _ declaration: Int, _ found: [Excess], inFile index: Int, of graph: CodeGraph, isTest: Bool
  ) -> Defect {
    let facts = graph.files[index].facts
    let fact = facts.declarations[declaration]
    let node = facts.tree[Int(fact.node)]
    return Defect(
      file: index, offset: facts.tokens.offsets[Int(fact.nameToken)],
      endOffset: facts.endOffset(ofToken: Int(node.endToken) - 1),
      declaration: Int(graph.files[index].firstDeclaration) + declaration,
      message: "the \(fact.kind.word) '\(facts.strings[fact.fullName])' has outgrown its limits: "
        + found.map(\.text).joined(separator: ", "),
      units: found.map(\.ratio).max() ?? 0, severity: isTest ? .note : nil)
  }
}
