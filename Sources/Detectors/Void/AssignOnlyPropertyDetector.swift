import Facts
package import Graph
package import Model
package import Rules

/// Finds stored properties that are given values and never read.
///
/// Silent where to hold the value may be the property's purpose, where code that no source shows may read it, and where
/// any token of its name may be a read. Local variables are the compiler's own to warn about.
package struct AssignOnlyPropertyDetector: GraphDetector {
  package static let rule = RuleID("void/assign-only-property")

  /// Most writes that the evidence names.
  private static let namedWrites = 20

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    let table = tables.declarations
    let candidates = AssignedProperties(graph, tables).candidates
    guard !candidates.isEmpty else { return }
    let reads = PropertyReads(of: candidates, graph, tables)
    let confidence = AbsenceConfidence(graph)
    for declaration in candidates
    where reads.isUnread(declaration) && !DescribedValues.hold(valuesOf: table.nominalOf[Int(declaration)], graph) {
      let writes = reads.writes(of: declaration)
      guard !writes.isEmpty else { continue }
      let isShared = reads.shared.contains(declaration)
      report.add(
        defect(Int(declaration), writes, table, graph) { reach, file, isConditional in
          let value = confidence.value(
            file: file, reach: reach, isNameShared: isShared, isConditional: isConditional)
          return reads.hasReflection ? min(value, 0.6) : value
        })
    }
  }

  private func defect(
    _ declaration: Int, _ writes: [Mention], _ table: DeclarationTable, _ graph: CodeGraph,
    confidence: (AccessLevel, Int, Bool) -> Double
  ) -> Defect {
    let file = Int(table.fileOf[declaration])
    let facts = graph.files[file].facts
    let fact = facts.declarations[declaration - Int(graph.files[file].firstDeclaration)]
    return Defect(
      file: file, offset: facts.tokens.offsets[Int(fact.nameToken)],
      endOffset: facts.endOffset(ofToken: Int(facts.tree[Int(fact.node)].endToken) - 1), declaration: declaration,
      message: "the property '\(facts.strings[fact.name])' is set, but never read",
      confidence: confidence(table.reach[declaration], file, fact.condition >= 0), units: Double(writes.count + 1),
      evidence: writes.prefix(Self.namedWrites).map {
        Defect.Place(
          file: Int($0.file), firstToken: Int($0.token), lastToken: Int($0.token), message: "it is set here")
      })
  }
}
