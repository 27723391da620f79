import GRDB
import Model

/// Writes a ``RunResult`` as rows of its snapshot.
struct ResultRows {
  /// Working trees with uncommitted changes and folders without history come and go: when there are more of them than
  /// this, only the newer half stays.
  static let workingTreeLimit = 32

  let key: AnalysisKey
  let repository: Int
  let database: Database

  func write(_ result: RunResult) throws {
    try removeReplaced()
    let snapshot = try writeSnapshot(result)
    try writeCoverage(result.coverage, snapshot: snapshot)
    try writeNotes(result.notes, snapshot: snapshot)
    try writeMetrics(of: result, snapshot: snapshot)
    try writeFiles(result.files, snapshot: snapshot)
    try FindingRows(database: database).write(result.findings, snapshot: snapshot)
  }

  // MARK: What goes

  /// Removes the earlier snapshot of this key, and working trees beyond the limit.
  private func removeReplaced() throws {
    var old = [Int]()
    let replaced = try BoundStatement("SELECT id FROM snapshots WHERE repository = ? AND key = ?", in: database)
    replaced.bind(repository, at: 1)
    replaced.bind(key.text, at: 2)
    while try replaced.step() { old.append(replaced.integer(0)) }
    let transient = try Int.fetchAll(
      database, sql: "SELECT id FROM snapshots WHERE repository = ? AND (is_dirty OR revision = '') ORDER BY id DESC",
      arguments: [repository])
    if transient.count >= Self.workingTreeLimit { old += transient.dropFirst(Self.workingTreeLimit / 2) }
    guard !old.isEmpty else { return }
    for snapshot in old {
      for table in [
        "snapshot_metrics", "snapshot_modules", "module_metrics", "coverage_gaps", "snapshot_findings",
        "snapshot_notes", "file_energies",
      ] {
        try database.execute(sql: "DELETE FROM \(table) WHERE snapshot = ?", arguments: [snapshot])
      }
      try database.execute(sql: "DELETE FROM snapshots WHERE id = ?", arguments: [snapshot])
    }
    try database.execute(sql: "DELETE FROM findings WHERE id NOT IN (SELECT finding FROM snapshot_findings)")
    try database.execute(sql: "DELETE FROM finding_evidence WHERE finding NOT IN (SELECT id FROM findings)")
  }

  // MARK: What comes

  private func writeSnapshot(_ result: RunResult) throws -> Int {
    // Above every key that was ever given: the newest snapshot may just have been removed to be written again.
    let latest = try Int.fetchOne(database, sql: "SELECT max(id) FROM snapshots") ?? 0
    let statement = try BoundStatement("INSERT INTO snapshots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", in: database)
    statement.bind(latest + 1, at: 1)
    statement.bind(repository, at: 2)
    statement.bind(key.text, at: 3)
    statement.bind(result.snapshot.revision, at: 4)
    statement.bind(result.snapshot.isDirty ? 1 : 0, at: 5)
    statement.bind(key.committed, at: 6)
    statement.bind(result.snapshot.files, at: 7)
    statement.bind(result.snapshot.linesOfCode, at: 8)
    statement.bind(result.coverage.analysed, at: 9)
    try statement.run()
    return latest + 1
  }

  private func writeCoverage(_ coverage: Coverage, snapshot: Int) throws {
    let statement = try BoundStatement("INSERT INTO coverage_gaps VALUES (?, ?, ?, ?, ?)", in: database)
    statement.bind(snapshot, at: 1)
    for (mark, gaps) in [(0, coverage.skipped), (1, coverage.partial)] {
      for (position, gap) in gaps.enumerated() {
        statement.bind(mark, at: 2)
        statement.bind(position, at: 3)
        statement.bind(gap.path, at: 4)
        statement.bind(gap.reason, at: 5)
        try statement.run()
      }
    }
  }

  private func writeNotes(_ notes: [String], snapshot: Int) throws {
    let statement = try BoundStatement("INSERT INTO snapshot_notes VALUES (?, ?, ?)", in: database)
    statement.bind(snapshot, at: 1)
    for (position, note) in notes.enumerated() {
      statement.bind(position, at: 2)
      statement.bind(note, at: 3)
      try statement.run()
    }
  }

  private func writeMetrics(of result: RunResult, snapshot: Int) throws {
    let names = Set(result.metrics.keys).union(result.modules.flatMap(\.metrics.keys))
    let keys = try metricKeys(for: names)
    let values = try BoundStatement("INSERT INTO snapshot_metrics VALUES (?, ?, ?)", in: database)
    values.bind(snapshot, at: 1)
    for (key, value) in Self.ordered(result.metrics, keys) {
      values.bind(key, at: 2)
      values.bind(value, at: 3)
      try values.run()
    }
    let modules = try BoundStatement("INSERT INTO snapshot_modules VALUES (?, ?, ?)", in: database)
    let moduleValues = try BoundStatement("INSERT INTO module_metrics VALUES (?, ?, ?, ?)", in: database)
    modules.bind(snapshot, at: 1)
    moduleValues.bind(snapshot, at: 1)
    for (position, module) in result.modules.enumerated() {
      modules.bind(position, at: 2)
      modules.bind(module.name, at: 3)
      try modules.run()
      moduleValues.bind(position, at: 2)
      for (key, value) in Self.ordered(module.metrics, keys) {
        moduleValues.bind(key, at: 3)
        moduleValues.bind(value, at: 4)
        try moduleValues.run()
      }
    }
  }

  private func writeFiles(_ files: [RunResult.FileSummary], snapshot: Int) throws {
    guard !files.isEmpty else { return }
    let paths = try TextTable(table: "paths", column: "path", in: database)
    let statement = try BoundStatement(
      "INSERT OR REPLACE INTO file_energies VALUES (?, ?, ?, ?, ?, ?, ?, ?)", in: database)
    statement.bind(snapshot, at: 1)
    for file in files {
      statement.bind(try paths.id(of: file.path), at: 2)
      EnergyColumns.bind(file.energy, to: statement, from: 3)
      try statement.run()
    }
  }

  private static func ordered(_ metrics: [String: Double], _ keys: [String: Int]) -> [(Int, Double)] {
    metrics.compactMap { name, value in keys[name].map { ($0, value) } }.sorted { $0.0 < $1.0 }
  }

  /// The keys of the measures' names, new ones given in the order of the names.
  private func metricKeys(for names: Set<String>) throws -> [String: Int] {
    var keys = [String: Int]()
    var highest = 0
    let known = try BoundStatement("SELECT id, name FROM metrics", in: database)
    while try known.step() {
      keys[known.text(1)] = known.integer(0)
      highest = max(highest, known.integer(0))
    }
    let added = try BoundStatement("INSERT INTO metrics VALUES (?, ?)", in: database)
    for name in names.sorted() where keys[name] == nil {
      highest += 1
      added.bind(highest, at: 1)
      added.bind(name, at: 2)
      try added.run()
      keys[name] = highest
    }
    return keys
  }
}
