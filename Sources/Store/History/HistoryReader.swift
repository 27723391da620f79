import GRDB
package import Model

/// Reads a series along its line: the one that was measured last of a repository.
package struct HistoryReader: Sendable {
  private let store: AnalysisStore
  private let series: Int
  private let repository: String
  private let description: String

  /// Throws ``AnalysisError`` where no history is stored of the repository.
  package init(_ store: AnalysisStore, repository: String) throws {
    self.store = store
    self.repository = repository
    let found = try store.accessing { database -> (Int, String)? in
      let statement = try BoundStatement(
        """
        SELECT s.id, s.description FROM series s JOIN repositories r ON r.id = s.repository
        WHERE r.name = ? AND EXISTS (SELECT 1 FROM series_steps l WHERE l.series = s.id)
        ORDER BY s.last_run DESC, s.id DESC LIMIT 1
        """, in: database)
      statement.bind(repository, at: 1)
      guard try statement.step() else { return nil }
      defer { statement.reset() }
      return (statement.integer(0), statement.text(1))
    }
    guard let found else {
      throw AnalysisError("The database has no history of \(repository). Run `xtal history` first.")
    }
    (series, description) = found
  }

  /// The steps of the line, oldest first.
  package func line() throws -> HistoryLine {
    let steps = try rows(
      """
      SELECT s.revision, s.committed, p.name, p.email, s.subject, s.is_merge, s.is_opening, s.counts, s.files,
        s.lines_of_code, s.findings, s.debt_minutes, s.changed_files, s.added_lines, s.deleted_lines
      FROM series_steps l CROSS JOIN steps s ON s.id = l.step JOIN people p ON p.id = s.author
      WHERE l.series = ? ORDER BY l.position
      """
    ) { row in
      HistoryLine.Step(
        revision: row.withBlob(0) { $0.count == 20 ? BlobID(bytes: $0).description : "" },
        committed: Int64(row.integer(1)), author: HistoryStep.Person(name: row.text(2), email: row.text(3)),
        subject: row.text(4), isMerge: row.integer(5) == 1, isOpening: row.integer(6) == 1, counts: row.integer(7) == 1,
        files: row.integer(8), linesOfCode: row.integer(9), findings: row.integer(10), debtMinutes: row.number(11),
        changedFiles: row.integer(12), addedLines: row.integer(13), deletedLines: row.integer(14))
    }
    return HistoryLine(repository: repository, description: description, steps: steps)
  }

  /// The findings along the line, in the order in which they appeared.
  package func lifetimes() throws -> [HistoryLine.Lifetime] {
    try rows(
      """
      SELECT f.rule, f.severity, f.confidence, f.minutes, q.path, f.line, f.symbol, f.message, f.fingerprint,
        max(iif(e.change > 0, l.position, -1)), max(iif(e.change < 0, l.position, -1))
      FROM series_steps l CROSS JOIN lifetime_events e ON e.step = l.step
        CROSS JOIN lifetimes f ON f.id = e.lifetime CROSS JOIN paths q ON q.id = f.path
      WHERE l.series = ? GROUP BY f.id ORDER BY f.id
      """
    ) { row in
      HistoryLine.Lifetime(
        rule: RuleID(row.text(0)), severity: Severity(rawValue: row.text(1)) ?? .warning, confidence: row.number(2),
        minutes: row.number(3), path: row.text(4), line: row.integer(5), symbol: row.text(6), message: row.text(7),
        fingerprint: row.text(8), born: max(0, row.integer(9)), died: row.integer(10) < 0 ? nil : row.integer(10))
    }
  }

  /// Of which steps of the line changes are read.
  package enum ChangingSteps: Sendable {
    /// Those whose changed lines count.
    case counted
    /// All: the line without gaps, whatever else the series holds.
    case all

    fileprivate var condition: String { self == .all ? "" : "AND s.counts = 1" }
  }

  /// What the steps changed, by step and path.
  package func fileChanges(of steps: ChangingSteps = .counted) throws -> [HistoryLine.FileChange] {
    try rows(
      """
      SELECT l.position, q.path, o.path, c.existence, c.added_lines, c.deleted_lines
      FROM series_steps l CROSS JOIN steps s ON s.id = l.step CROSS JOIN changed_files c ON c.step = l.step
        JOIN paths q ON q.id = c.path LEFT JOIN paths o ON o.id = c.old_path
      WHERE l.series = ? \(steps.condition) ORDER BY l.position, q.path
      """
    ) { row in
      let oldPath = row.text(2)
      return HistoryLine.FileChange(
        step: row.integer(0), path: row.text(1), oldPath: oldPath.isEmpty ? nil : oldPath, existence: row.integer(3),
        addedLines: row.integer(4), deletedLines: row.integer(5))
    }
  }

  /// What the steps changed, by step, path and declaration.
  package func declarationChanges(of steps: ChangingSteps = .counted) throws -> [HistoryLine.DeclarationChange] {
    try rows(
      """
      SELECT l.position, q.path, y.name, c.added_lines, c.deleted_lines
      FROM series_steps l CROSS JOIN steps s ON s.id = l.step CROSS JOIN changed_declarations c ON c.step = l.step
        JOIN paths q ON q.id = c.path JOIN symbols y ON y.id = c.symbol
      WHERE l.series = ? \(steps.condition) ORDER BY l.position, q.path, y.name
      """
    ) { row in
      HistoryLine.DeclarationChange(
        step: row.integer(0), path: row.text(1), symbol: row.text(2), addedLines: row.integer(3),
        deletedLines: row.integer(4))
    }
  }

  /// A measure of modules where it changed along the line, by step and module: a value holds until the module's next.
  /// Empty where there is no such measure.
  package func moduleValues(of metric: String) throws -> [HistoryLine.ModuleValue] {
    try store.accessing { database in
      let statement = try BoundStatement(
        """
        SELECT l.position, m.name, v.value, v.value IS NULL
        FROM series_steps l CROSS JOIN step_module_metrics v ON v.step = l.step JOIN module_names m ON m.id = v.module
        WHERE l.series = ? AND v.metric = (SELECT id FROM metrics WHERE name = ?) ORDER BY l.position, m.name
        """, in: database)
      statement.bind(series, at: 1)
      statement.bind(metric, at: 2)
      var result: [HistoryLine.ModuleValue] = []
      while try statement.step() {
        result.append(
          HistoryLine.ModuleValue(
            step: statement.integer(0), module: statement.text(1),
            value: statement.integer(3) == 1 ? nil : statement.number(2)))
      }
      return result
    }
  }

  /// The values of a measure of the whole snapshot along the line, by position. Empty where there is no such measure.
  package func metric(_ name: String) throws -> [(step: Int, value: Double)] {
    try store.accessing { database in
      let statement = try BoundStatement(
        """
        SELECT l.position, v.value FROM series_steps l CROSS JOIN step_metrics v ON v.step = l.step
        WHERE l.series = ? AND v.metric = (SELECT id FROM metrics WHERE name = ?) ORDER BY l.position
        """, in: database)
      statement.bind(series, at: 1)
      statement.bind(name, at: 2)
      var result: [(step: Int, value: Double)] = []
      while try statement.step() { result.append((statement.integer(0), statement.number(1))) }
      return result
    }
  }

  /// The names of all measures that any step of the line has, sorted.
  package func metricNames() throws -> [String] {
    try rows(
      """
      SELECT name FROM metrics WHERE id IN (
        SELECT DISTINCT v.metric FROM series_steps l CROSS JOIN step_metrics v ON v.step = l.step WHERE l.series = ?)
      ORDER BY name
      """
    ) { $0.text(0) }
  }

  private func rows<Row>(_ sql: String, _ read: (BoundStatement) -> Row) throws -> [Row] {
    try store.accessing { database in
      let statement = try BoundStatement(sql, in: database)
      statement.bind(series, at: 1)
      var result: [Row] = []
      while try statement.step() { result.append(read(statement)) }
      return result
    }
  }
}
