import GRDB
import Model

/// Questions about the line of steps that leads to one of them.
struct HistoryQueries {
  let database: Database

  private static let line = """
    WITH RECURSIVE line (step) AS (
      SELECT ? UNION ALL SELECT s.base FROM line l JOIN steps s ON s.id = l.step WHERE s.base IS NOT NULL)
    """

  /// Findings that are there at a step, as their fingerprints at that step with the keys of their lifetimes, in the order
  /// in which they appeared.
  func openLifetimes(at step: Int) throws -> [(fingerprint: String, lifetime: Int)] {
    let statement = try open(at: step, "SELECT coalesce(o.fingerprint, f.fingerprint), f.id", joining: "")
    var result: [(fingerprint: String, lifetime: Int)] = []
    while try statement.step() { result.append((statement.text(0), statement.integer(1))) }
    return result
  }

  /// When the findings that are there at a step appeared, by fingerprint.
  func births(at step: Int) throws -> [String: KnownHistory.Birth] {
    let statement = try open(
      at: step, "SELECT coalesce(o.fingerprint, f.fingerprint), b.committed, b.is_opening",
      joining: "JOIN steps b ON b.id = f.born")
    var result: [String: KnownHistory.Birth] = [:]
    while try statement.step() {
      guard result[statement.text(0)] == nil else { continue }
      result[statement.text(0)] = KnownHistory.Birth(
        committed: Int64(statement.integer(1)), isOpening: statement.integer(2) == 1)
    }
    return result
  }

  private func open(at step: Int, _ selection: String, joining join: String) throws -> BoundStatement {
    let statement = try BoundStatement(
      """
      \(Self.line)
      \(selection) FROM (
        SELECT e.lifetime AS lifetime, max(iif(e.change = 0, e.step, 0)), e.fingerprint AS fingerprint
        FROM line l CROSS JOIN lifetime_events e ON e.step = l.step
        GROUP BY e.lifetime HAVING sum(e.change) > 0
      ) o JOIN lifetimes f ON f.id = o.lifetime \(join) ORDER BY f.id
      """, in: database)
    statement.bind(step, at: 1)
    return statement
  }

  /// Lines added less lines deleted within each declaration since a time, up to a step.
  func growth(upTo step: Int, since seconds: Int64) throws -> [String: Int] {
    let statement = try BoundStatement(
      """
      \(Self.line)
      SELECT q.path, y.name, sum(c.added_lines) - sum(c.deleted_lines)
      FROM line l CROSS JOIN steps s ON s.id = l.step CROSS JOIN changed_declarations c ON c.step = l.step
        JOIN paths q ON q.id = c.path JOIN symbols y ON y.id = c.symbol
      WHERE s.counts = 1 AND s.committed >= ? GROUP BY c.path, c.symbol
      """, in: database)
    statement.bind(step, at: 1)
    statement.bind(Int(clamping: seconds), at: 2)
    var result: [String: Int] = [:]
    while try statement.step() {
      result[KnownHistory.growthKey(path: statement.text(0), symbol: statement.text(1))] = statement.integer(2)
    }
    return result
  }

  /// Token energy of the files that are there at a step, sorted by path; empty where it was not measured.
  func files(at step: Int) throws -> [RunResult.FileSummary] {
    let statement = try BoundStatement(
      """
      \(Self.line)
      SELECT q.path, e.tokens, e.bits, e.code_tokens, e.code_bits, e.identifier_tokens, e.identifier_bits FROM (
        SELECT e.path AS path, max(e.step) AS step
        FROM line l CROSS JOIN step_file_energies e ON e.step = l.step GROUP BY e.path
      ) o CROSS JOIN step_file_energies e ON e.step = o.step AND e.path = o.path JOIN paths q ON q.id = o.path
      WHERE e.tokens IS NOT NULL ORDER BY q.path
      """, in: database)
    statement.bind(step, at: 1)
    var result: [RunResult.FileSummary] = []
    while try statement.step() {
      result.append(RunResult.FileSummary(path: statement.text(0), energy: EnergyColumns.read(statement, from: 1)))
    }
    return result
  }

  /// What changed together along the line that leads to a step, itself included.
  func changes(upTo step: Int) throws -> CoChangeTable {
    let statement = try BoundStatement(
      """
      \(Self.line)
      SELECT l.step, q.path, o.path, c.existence
      FROM line l CROSS JOIN steps s ON s.id = l.step CROSS JOIN changed_files c ON c.step = l.step
        JOIN paths q ON q.id = c.path LEFT JOIN paths o ON o.id = c.old_path
      WHERE s.counts = 1 ORDER BY l.step
      """, in: database)
    statement.bind(step, at: 1)
    var table = CoChangeTable()
    var files: [ChangedFile] = []
    var current = 0
    while try statement.step() {
      if statement.integer(0) != current {
        table.add(files)
        files.removeAll(keepingCapacity: true)
        current = statement.integer(0)
      }
      let (oldPath, existence) = (statement.text(2), statement.integer(3))
      files.append(
        ChangedFile(
          path: statement.text(1), oldPath: oldPath.isEmpty ? nil : oldPath, oldBlob: existence > 0 ? nil : .zero,
          newBlob: existence < 0 ? nil : .zero))
    }
    table.add(files)
    return table
  }
}
