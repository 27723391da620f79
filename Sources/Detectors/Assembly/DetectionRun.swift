import Facts
package import Graph
package import Model
import Rules

/// Runs detectors over a graph and turns what they report into sorted findings.
///
/// The result depends on the graph and the active rules only, not on the number of workers. It does no IO, and it
/// computes no debt: a finding carries its minutes and confidence, and `Measures` adds them up.
package struct DetectionRun: Sendable {
  /// Files that one task takes at a time. Fixed, so that sums of measures do not depend on the workers.
  private static let filesPerTask = 8

  /// Sorted by identifier; an index in it is a rule's rank.
  private let rules: [ActiveRule]
  private let fileDetectors: [(rank: Int, detector: any FileDetector)]
  private let graphDetectors: [(rank: Int, detector: any GraphDetector)]
  private let historyDetectors: [(rank: Int, detector: any HistoryDetector)]
  private let energyDetectors: [(rank: Int, detector: any EnergyDetector)]
  private let workers: Int

  /// Prepares the detectors of the active rules, as the registry has them. Rules without a detector find nothing.
  package init(rules: [ActiveRule], workers: Int) {
    self.init(
      rules: rules, fileDetectors: DetectorRegistry.fileDetectors, graphDetectors: DetectorRegistry.graphDetectors,
      historyDetectors: DetectorRegistry.historyDetectors, energyDetectors: DetectorRegistry.energyDetectors,
      workers: workers)
  }

  /// Prepares those of the given detectors whose rule is among `rules`.
  package init(
    rules: [ActiveRule], fileDetectors: [any FileDetector.Type], graphDetectors: [any GraphDetector.Type],
    historyDetectors: [any HistoryDetector.Type] = [], energyDetectors: [any EnergyDetector.Type] = [], workers: Int
  ) {
    let sorted = rules.sorted { $0.rule.id < $1.rule.id }
    func rank(_ id: RuleID) -> Int? { sorted.firstIndex { $0.rule.id == id } }
    self.rules = sorted
    self.fileDetectors = fileDetectors.compactMap { type in
      rank(type.rule).map { ($0, type.init(options: sorted[$0].options)) }
    }
    self.graphDetectors = graphDetectors.compactMap { type in
      rank(type.rule).map { ($0, type.init(options: sorted[$0].options)) }
    }
    self.historyDetectors = historyDetectors.compactMap { type in
      rank(type.rule).map { ($0, type.init(options: sorted[$0].options)) }
    }
    self.energyDetectors = energyDetectors.compactMap { type in
      rank(type.rule).map { ($0, type.init(options: sorted[$0].options)) }
    }
    self.workers = max(1, workers)
  }

  /// Finds the defects of every active rule; those that look at history only where `changes` is known, those that look at
  /// token energy only where there is some. Graph detectors start first, since they take longest. `energy` is asked for
  /// last, and only where a detector needs it.
  ///
  /// `memory` has what earlier runs read; it makes no difference but to the time taken.
  package func run(
    on graph: CodeGraph, changes: CoChangeTable? = nil, energy: () -> EnergyTable? = { nil },
    memory: DetectionMemory = DetectionMemory()
  ) -> DetectionResult {
    let assembler = FindingAssembler(graph: graph, rules: rules)
    let tables = SharedTables(graph, memory: memory)
    let rulesOfFiles = memory.generation(
      ofFileRules: fileDetectors.map { FileRule(id: rules[$0.rank].rule.id.text, options: rules[$0.rank].options) })
    let fileTasks = (graph.files.count + Self.filesPerTask - 1) / Self.filesPerTask
    var outcomes = parallelMap(count: graphDetectors.count + fileTasks, workers: workers) { task in
      task < graphDetectors.count
        ? graphOutcome(of: graphDetectors[task], in: graph, tables, assembler)
        : fileOutcome(ofTask: task - graphDetectors.count, in: graph, tables, rulesOfFiles, assembler)
    }
    if let changes {
      outcomes += historyDetectors.map { entry in
        Outcome(of: entry.rank, assembler) { entry.detector.detect(in: graph, changes: changes, report: &$0) }
      }
    }
    if !energyDetectors.isEmpty, let energy = energy() {
      outcomes += parallelMap(count: energyDetectors.count, workers: workers) { index in
        Outcome(of: energyDetectors[index].rank, assembler) {
          energyDetectors[index].detector.detect(in: graph, energy: energy, tables, report: &$0)
        }
      }
    }
    return result(of: outcomes, assembler)
  }

  /// Takes the suppressed findings out, and puts in those about suppressions.
  private func result(of outcomes: [Outcome], _ assembler: FindingAssembler) -> DetectionResult {
    var metrics = [String: Double]()
    for outcome in outcomes {
      for (name, value) in outcome.metrics { metrics[name, default: 0] += value }
    }
    var suppressions = SuppressionTable(outcomes.flatMap(\.suppressions))
    var findings = [Finding]()
    var suppressed = 0
    for draft in assembler.fingerprinted(outcomes.map(\.drafts)) {
      if suppressions.suppress(draft, rule: rules[draft.rank].rule.id) {
        suppressed += 1
      } else {
        findings.append(draft.finding)
      }
    }
    if let rank = rules.firstIndex(where: { $0.rule.id == SuppressionScope.unusedRule }) {
      let (unused, silenced) = unusedSuppressions(&suppressions, rank: rank, assembler: assembler)
      suppressed += silenced
      if !unused.isEmpty { findings = (findings + unused.map(\.finding)).sorted() }
    }
    return DetectionResult(findings: findings, metrics: metrics, suppressed: suppressed)
  }

  // MARK: Stages

  /// What one task found.
  private struct Outcome: Sendable {
    var drafts: [DraftFinding] = []
    var metrics: [String: Double] = [:]
    var suppressions: [Suppression] = []

    init() {}

    /// What one detector, whose rule has that rank, found.
    init(of rank: Int, _ assembler: FindingAssembler, _ detect: (inout DefectReport) -> Void) {
      var report = DefectReport()
      detect(&report)
      take(report, rank: rank, assembler: assembler)
    }

    mutating func take(_ report: DefectReport, rank: Int, assembler: FindingAssembler) {
      for defect in report.defects { drafts.append(assembler.draft(defect, rank: rank)) }
      for (name, value) in report.metrics { metrics[name, default: 0] += value }
    }
  }

  private func graphOutcome(
    of entry: (rank: Int, detector: any GraphDetector), in graph: CodeGraph, _ tables: SharedTables,
    _ assembler: FindingAssembler
  ) -> Outcome {
    Outcome(of: entry.rank, assembler) { entry.detector.detect(in: graph, tables, report: &$0) }
  }

  private func fileOutcome(
    ofTask task: Int, in graph: CodeGraph, _ tables: SharedTables, _ rules: Int, _ assembler: FindingAssembler
  ) -> Outcome {
    let first = task * Self.filesPerTask
    let notes = tables.notes
    let kinds = tables.declarations.kinds
    var outcome = Outcome()
    for file in first..<min(first + Self.filesPerTask, graph.files.count) {
      let reports = reports(ofFile: file, in: graph, notes[file], kinds, rules)
      for (entry, report) in zip(fileDetectors, reports) {
        outcome.take(report, rank: entry.rank, assembler: assembler)
      }
      for var suppression in notes[file].suppressions {
        suppression.file = file
        outcome.suppressions.append(suppression)
      }
    }
    return outcome
  }

  private func reports(
    ofFile file: Int, in graph: CodeGraph, _ notes: FileNotes, _ kinds: [DeclarationKind], _ rules: Int
  ) -> [DefectReport] {
    let surroundings = FileSurroundings(ofFile: file, in: graph, kinds: kinds)
    let first = Int(graph.files[file].firstDeclaration)
    return notes.reports(surroundings: surroundings, rules: rules) {
      let reports = fileDetectors.map { entry in
        var report = DefectReport()
        entry.detector.detect(inFile: file, of: graph, report: &report)
        return report
      }
      return FileReports(
        surroundings: surroundings, rules: rules, file: file, firstDeclaration: first, reports: reports)
    }.moved(to: file, firstDeclaration: first)
  }

  /// The findings about suppressions, in two rounds: first those of other rules, which a suppression comment may in
  /// turn suppress; then the suppressions of this very rule, which none may.
  private func unusedSuppressions(
    _ suppressions: inout SuppressionTable, rank: Int, assembler: FindingAssembler
  ) -> (drafts: [DraftFinding], silenced: Int) {
    let scope = SuppressionScope(active: rules.map(\.rule.id))
    func drafts(_ complaints: [Defect]) -> [DraftFinding] {
      assembler.fingerprinted([complaints.map { assembler.draft($0, rank: rank) }])
    }
    let others = drafts(suppressions.complaints(namingOwnRule: false, scope: scope))
    let kept = others.filter { !suppressions.suppress($0, rule: SuppressionScope.unusedRule) }
    let own = drafts(suppressions.complaints(namingOwnRule: true, scope: scope))
    return (kept + own, others.count - kept.count)
  }
}
