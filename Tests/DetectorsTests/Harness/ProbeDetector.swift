import Detectors
import Facts
import Graph
import Model
import Rules

/// A detector for the tests of the assembly: reports every token `flaw`, as a defect of the declaration around it.
struct ProbeDetector: FileDetector {
  static let rule = RuleID("vacancy/probe")

  /// Its rule, with a price by the unit.
  static let catalogued = Rule(
    id: rule, title: "A flaw", severity: .warning, status: .stable, since: "0.1.0", rationale: "", crystal: "",
    detection: "", options: [], cost: Rule.Cost(baseMinutes: 2, minutesPerUnit: 0.335, unit: "flaws"), references: [],
    badExample: "", goodExample: "")

  init(options: RuleOptions) {}

  func detect(inFile index: Int, of graph: CodeGraph, report: inout DefectReport) {
    let facts = graph.files[index].facts
    for token in 0..<facts.tokens.count where facts.strings[facts.tokens.texts[token]] == "flaw" {
      let offset = facts.tokens.offsets[token]
      let line = facts.line(at: offset)
      let around = facts.declarations.indices.last { index in
        let declaration = facts.declarations[index]
        let lines = facts.lines(ofNode: Int(declaration.outerNode))
        return lines.contains(line) && facts.lines(ofNode: Int(declaration.node)).contains(line)
      }
      report.add(
        Defect(
          file: index, offset: offset, endOffset: facts.endOffset(ofToken: token),
          declaration: around.map { Int(graph.files[index].firstDeclaration) + $0 } ?? -1,
          message: "flaw \(token)", confidence: 0.666_6, units: 3, identity: "flaw number \(token)",
          evidence: [Defect.Place(file: index, firstToken: 0, lastToken: facts.tokens.count - 1, message: "the file")]))
      report.measure("probe.flaws", 1)
    }
  }
}

/// A detector that needs token energy: the costliest token of each file.
struct ProbeEnergyDetector: EnergyDetector {
  static let rule = RuleID("twin/energy-probe")

  static let catalogued = Rule(
    id: rule, title: "A token", severity: .note, status: .stable, since: "0.1.0", rationale: "", crystal: "",
    detection: "", options: [], cost: Rule.Cost(baseMinutes: 1, minutesPerUnit: 0, unit: ""), references: [],
    badExample: "", goodExample: "")

  init(options: RuleOptions) {}

  func detect(in graph: CodeGraph, energy: EnergyTable, _ tables: SharedTables, report: inout DefectReport) {
    for (index, file) in energy.files.enumerated() {
      guard let costliest = file.bits.indices.max(by: { file.bits[$0] < file.bits[$1] }) else { continue }
      let facts = graph.files[index].facts
      let token = Int(file.tokens[costliest])
      report.add(
        Defect(
          file: index, offset: facts.tokens.offsets[token], endOffset: facts.endOffset(ofToken: token),
          declaration: -1, message: facts.strings[facts.tokens.texts[token]]))
    }
  }
}

/// A detector that needs the whole graph: one defect for each file, found in reverse order.
struct ProbeGraphDetector: GraphDetector {
  static let rule = RuleID("twin/probe")

  static let catalogued = Rule(
    id: rule, title: "A file", severity: .note, status: .stable, since: "0.1.0", rationale: "", crystal: "",
    detection: "", options: [], cost: Rule.Cost(baseMinutes: 1, minutesPerUnit: 0, unit: ""), references: [],
    badExample: "", goodExample: "")

  init(options: RuleOptions) {}

  func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    for file in graph.files.indices.reversed() {
      report.add(
        Defect(
          file: file, offset: 0, endOffset: 0, declaration: -1, message: "file", severity: file == 0 ? .error : nil))
    }
  }
}
