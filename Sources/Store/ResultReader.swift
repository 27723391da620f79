import GRDB
import Model

/// Reads a ``RunResult`` back from its rows.
struct ResultReader {
  let database: Database

  /// The result of the snapshot of that key. Nil where there is none, or where its rows are not such as xtal writes:
  /// then it is analysed again.
  func result(for key: AnalysisKey) throws -> RunResult? {
    let statement = try BoundStatement(
      """
      SELECT s.id, s.revision, s.is_dirty, s.files, s.lines_of_code, s.analysed
      FROM snapshots s JOIN repositories r ON r.id = s.repository WHERE r.name = ? AND s.key = ?
      """, in: database)
    statement.bind(key.repository, at: 1)
    statement.bind(key.text, at: 2)
    guard try statement.step() else { return nil }
    let snapshot = statement.integer(0)
    let summary = RunResult.SnapshotSummary(
      revision: statement.text(1), isDirty: statement.integer(2) != 0, files: statement.integer(3),
      linesOfCode: statement.integer(4))
    let analysed = statement.integer(5)
    statement.reset()
    guard let findings = try findings(of: snapshot) else { return nil }
    return RunResult(
      repository: key.repository, snapshot: summary, coverage: try coverage(of: snapshot, analysed: analysed),
      metrics: try metrics(of: snapshot), modules: try modules(of: snapshot),
      files: try files(of: snapshot), findings: findings, notes: try notes(of: snapshot))
  }

  private func coverage(of snapshot: Int, analysed: Int) throws -> Coverage {
    var coverage = Coverage(analysed: analysed)
    let statement = try BoundStatement(
      "SELECT is_partial, path, reason FROM coverage_gaps WHERE snapshot = ? ORDER BY is_partial, position",
      in: database)
    statement.bind(snapshot, at: 1)
    while try statement.step() {
      let gap = Coverage.Gap(path: statement.text(1), reason: statement.text(2))
      if statement.integer(0) != 0 { coverage.partial.append(gap) } else { coverage.skipped.append(gap) }
    }
    return coverage
  }

  private func notes(of snapshot: Int) throws -> [String] {
    var notes = [String]()
    let statement = try BoundStatement(
      "SELECT note FROM snapshot_notes WHERE snapshot = ? ORDER BY position", in: database)
    statement.bind(snapshot, at: 1)
    while try statement.step() { notes.append(statement.text(0)) }
    return notes
  }

  private func metrics(of snapshot: Int) throws -> [String: Double] {
    var metrics = [String: Double]()
    let statement = try BoundStatement(
      "SELECT m.name, v.value FROM snapshot_metrics v JOIN metrics m ON m.id = v.metric WHERE v.snapshot = ?",
      in: database)
    statement.bind(snapshot, at: 1)
    while try statement.step() { metrics[statement.text(0)] = statement.number(1) }
    return metrics
  }

  private func modules(of snapshot: Int) throws -> [RunResult.ModuleSummary] {
    var modules = [RunResult.ModuleSummary]()
    let names = try BoundStatement(
      "SELECT name FROM snapshot_modules WHERE snapshot = ? ORDER BY position", in: database)
    names.bind(snapshot, at: 1)
    while try names.step() { modules.append(RunResult.ModuleSummary(name: names.text(0), metrics: [:])) }
    let values = try BoundStatement(
      "SELECT v.module, m.name, v.value FROM module_metrics v JOIN metrics m ON m.id = v.metric WHERE v.snapshot = ?",
      in: database)
    values.bind(snapshot, at: 1)
    while try values.step() {
      let module = values.integer(0)
      if modules.indices.contains(module) { modules[module].metrics[values.text(1)] = values.number(2) }
    }
    return modules
  }

  private func files(of snapshot: Int) throws -> [RunResult.FileSummary] {
    var files = [RunResult.FileSummary]()
    let statement = try BoundStatement(
      """
      SELECT q.path, e.tokens, e.bits, e.code_tokens, e.code_bits, e.identifier_tokens, e.identifier_bits
      FROM file_energies e JOIN paths q ON q.id = e.path WHERE e.snapshot = ? ORDER BY q.path
      """, in: database)
    statement.bind(snapshot, at: 1)
    while try statement.step() {
      files.append(RunResult.FileSummary(path: statement.text(0), energy: EnergyColumns.read(statement, from: 1)))
    }
    return files
  }

  private func findings(of snapshot: Int) throws -> [Finding]? {
    var findings = [Finding]()
    let statement = try BoundStatement(
      """
      SELECT f.rule, f.severity, f.confidence, f.path, f.line, f.column, f.end_line, f.symbol, f.module, f.message,
        f.minutes, f.fingerprint
      FROM snapshot_findings s CROSS JOIN findings f ON f.id = s.finding WHERE s.snapshot = ? ORDER BY s.position
      """, in: database)
    statement.bind(snapshot, at: 1)
    while try statement.step() {
      guard let severity = Severity(rawValue: statement.text(1)) else {
        statement.reset()
        return nil
      }
      findings.append(
        Finding(
          rule: RuleID(statement.text(0)), severity: severity, confidence: statement.number(2),
          path: statement.text(3), line: statement.integer(4), column: statement.integer(5),
          endLine: statement.integer(6), symbol: statement.text(7), module: statement.text(8),
          message: statement.text(9), minutes: statement.number(10), fingerprint: statement.text(11), evidence: []))
    }
    try readEvidence(of: snapshot, into: &findings)
    return findings
  }

  private func readEvidence(of snapshot: Int, into findings: inout [Finding]) throws {
    let statement = try BoundStatement(
      """
      SELECT s.position, e.path, e.line, e.end_line, e.message
      FROM snapshot_findings s CROSS JOIN finding_evidence e ON e.finding = s.finding
      WHERE s.snapshot = ? ORDER BY s.position, e.position
      """, in: database)
    statement.bind(snapshot, at: 1)
    while try statement.step() {
      let position = statement.integer(0)
      guard findings.indices.contains(position) else { continue }
      findings[position].evidence.append(
        Finding.Evidence(
          path: statement.text(1), line: statement.integer(2), endLine: statement.integer(3),
          message: statement.text(4)))
    }
  }
}
