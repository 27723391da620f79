package import Graph
package import Model
package import Rules

/// Finds the defects of one rule. A detector does no IO, keeps no state between calls and reports in any order.
///
/// What a detector conforms to says which input it needs and so at which stage it runs.
package protocol Detector: Sendable {
  /// The rule it implements; its file under `rules/` has the wording and the cost.
  static var rule: RuleID { get }
  /// Takes the rule's settings for this run.
  init(options: RuleOptions)
}

/// A detector that needs one file at a time. It is called on several threads at once.
package protocol FileDetector: Detector {
  /// Reports the defects of the file at `index` of `graph.files`, reading nothing but that file: its facts, whether it is
  /// a manifest or test code, and which types its declarations belong to. What it reports is kept with these from one
  /// run to the next, see ``FileSurroundings``.
  func detect(inFile index: Int, of graph: CodeGraph, report: inout DefectReport)
}

/// A detector that needs the whole graph.
package protocol GraphDetector: Detector {
  /// Reports the defects of the graph; what other detectors need of it too comes from `tables`.
  func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport)
}

/// A detector that needs the graph and what changed together before. Where no history is known it does not run.
package protocol HistoryDetector: Detector {
  /// Reports the defects of the graph, whose files have the history `changes`.
  func detect(in graph: CodeGraph, changes: CoChangeTable, report: inout DefectReport)
}

/// A detector that needs the graph and what its files' tokens cost. It runs after all others, and not at all where token
/// energy is not measured.
package protocol EnergyDetector: Detector {
  /// Reports the defects of the graph; `energy` has its files in its order.
  func detect(in graph: CodeGraph, energy: EnergyTable, _ tables: SharedTables, report: inout DefectReport)
}

/// A defect as a detector sees it, before the catalogue adds severity, cost and fingerprint.
package struct Defect: Sendable {
  /// A further place, in tokens of a file.
  package struct Place: Sendable {
    package var file: Int
    /// First token and, as evidence ends on the line of a token, the last one (inclusive).
    package var firstToken: Int
    package var lastToken: Int
    package var message: String

    package init(file: Int, firstToken: Int, lastToken: Int, message: String) {
      self.file = file
      self.firstToken = firstToken
      self.lastToken = lastToken
      self.message = message
    }
  }

  /// Index of the file in the graph; its documents follow its files.
  package var file: Int
  /// Offset of the first byte the finding points at.
  package var offset: UInt32
  /// Offset behind the last byte.
  package var endOffset: UInt32
  /// Global index of the declaration the finding is about or stands in; -1 for none.
  package var declaration: Int
  package var message: String
  /// In (0, 1].
  package var confidence: Double
  /// Number of cost units, as the rule's file names them.
  package var units: Double
  /// Overrides the rule's severity where one defect of a rule weighs differently.
  package var severity: Severity?
  /// What, beside rule and symbol, tells this defect from another: a normalised text without numbers and paths.
  package var identity: String
  package var evidence: [Place]

  package init(
    file: Int, offset: UInt32, endOffset: UInt32, declaration: Int, message: String, confidence: Double = 1,
    units: Double = 0, severity: Severity? = nil, identity: String = "", evidence: [Place] = []
  ) {
    self.file = file
    self.offset = offset
    self.endOffset = endOffset
    self.declaration = declaration
    self.message = message
    self.confidence = confidence
    self.units = units
    self.severity = severity
    self.identity = identity
    self.evidence = evidence
  }
}

/// Where a detector puts what it found.
package struct DefectReport: Sendable {
  package private(set) var defects: [Defect] = []
  /// Measures a detector found on its way, by metric name (for example `twin.duplicatedLines`).
  package private(set) var metrics: [String: Double] = [:]

  package init() {}

  package mutating func add(_ defect: Defect) { defects.append(defect) }

  /// The same with each defect changed.
  func mappingDefects(_ change: (inout Defect) -> Void) -> DefectReport {
    var copy = self
    for index in copy.defects.indices { change(&copy.defects[index]) }
    return copy
  }

  package mutating func measure(_ name: String, _ value: Double) { metrics[name, default: 0] += value }
}
