import GRDB
import Model

/// The rows of one series within one transaction.
final class HistoryRows {
  // A class because its prepared statements and the numbers of names serve many steps.

  private let database: Database
  private let series: Int
  private let paths: TextTable
  private let symbols: TextTable
  private let modules: TextTable
  private let metrics: TextTable
  private let steps: BoundStatement
  private let metricValues: BoundStatement
  private let moduleValues: BoundStatement
  private let lifetimes: BoundStatement
  private let events: BoundStatement
  private let moves: BoundStatement
  private let files: BoundStatement
  private let declarations: BoundStatement
  private let energies: BoundStatement
  private let people: (find: BoundStatement, add: BoundStatement)
  private var nextStep: Int
  private var nextLifetime: Int

  init(key: SeriesKey, database: Database) throws {
    self.database = database
    series = try Self.series(key, in: database)
    paths = try TextTable(table: "paths", column: "path", in: database)
    symbols = try TextTable(table: "symbols", column: "name", in: database)
    modules = try TextTable(table: "module_names", column: "name", in: database)
    metrics = try TextTable(table: "metrics", column: "name", in: database)
    func insert(_ table: String, _ columns: Int) throws -> BoundStatement {
      let marks = Array(repeating: "?", count: columns).joined(separator: ", ")
      return try BoundStatement("INSERT INTO \(table) VALUES (\(marks))", in: database)
    }
    steps = try insert("steps", 18)
    metricValues = try insert("step_metrics", 3)
    moduleValues = try insert("step_module_metrics", 4)
    lifetimes = try insert("lifetimes", 13)
    events = try insert("lifetime_events", 4)
    files = try insert("changed_files", 6)
    declarations = try insert("changed_declarations", 5)
    energies = try insert("step_file_energies", 8)
    moves = try BoundStatement("UPDATE lifetimes SET path = ?, line = ? WHERE id = ?", in: database)
    people = (
      try BoundStatement("SELECT id FROM people WHERE name = ? AND email = ?", in: database),
      try BoundStatement("INSERT INTO people (name, email) VALUES (?, ?) RETURNING id", in: database)
    )
    nextStep = (try Int.fetchOne(database, sql: "SELECT max(id) FROM steps") ?? 0) + 1
    nextLifetime = (try Int.fetchOne(database, sql: "SELECT max(id) FROM lifetimes") ?? 0) + 1
  }

  private static func series(_ key: SeriesKey, in database: Database) throws -> Int {
    try database.execute(sql: "INSERT OR IGNORE INTO repositories (name) VALUES (?)", arguments: [key.repository])
    let repository = try Int.fetchOne(
      database, sql: "SELECT id FROM repositories WHERE name = ?", arguments: [key.repository])
    try database.execute(
      sql: "INSERT OR IGNORE INTO series (repository, key, description, is_whole, last_run) VALUES (?, ?, ?, ?, 0)",
      arguments: [repository, key.text, key.description, key.isWhole ? 1 : 0])
    let id = try Int.fetchOne(
      database, sql: "SELECT id FROM series WHERE repository = ? AND key = ?", arguments: [repository, key.text])
    guard let id else { throw AnalysisError("The series' row could not be made.", kind: .internal) }
    return id
  }

  // MARK: What is there

  /// The steps of the series by commit, and those of them whose earlier history was not there.
  func stored() throws -> (steps: [BlobID: Int], openings: [BlobID]) {
    let statement = try BoundStatement("SELECT id, revision, is_opening FROM steps WHERE series = ?", in: database)
    statement.bind(series, at: 1)
    var result: (steps: [BlobID: Int], openings: [BlobID]) = ([:], [])
    while try statement.step() {
      let revision = statement.withBlob(1) { $0.count == 20 ? BlobID(bytes: $0) : nil }
      guard let revision else { continue }
      result.steps[revision] = statement.integer(0)
      if statement.integer(2) == 1 { result.openings.append(revision) }
    }
    return result
  }

  /// Questions about the line that leads to a step.
  var queries: HistoryQueries { HistoryQueries(database: database) }

  // MARK: Steps

  func write(_ step: HistoryStep, _ changes: StepChanges) throws -> (step: Int, lifetimes: [Int]) {
    let id = nextStep
    nextStep += 1
    try writeStep(step, id: id, base: changes.base)
    for (key, value) in try numbered(step.result.metrics) {
      metricValues.bind(id, at: 1)
      metricValues.bind(key, at: 2)
      metricValues.bind(value, at: 3)
      try metricValues.run()
    }
    try writeModules(step.result.modules, before: changes.baseModules, step: id)
    try writeEnergies(step.result.files, before: changes.baseFiles, step: id)
    let keys = try writeFindings(step.result.findings, changes, step: id)
    try writeFiles(step.files, step: id)
    return (id, keys)
  }

  private func writeStep(_ step: HistoryStep, id: Int, base: Int?) throws {
    let result = step.result
    let debt = result.findings.reduce(0.0) { $0 + $1.minutes * $1.confidence }
    let integers: [Int?] = [
      id, series, nil, base, Int(clamping: step.committed), Int(clamping: step.authored), try person(step.author), nil,
      step.isMerge ? 1 : 0, step.isOpening ? 1 : 0, step.counts ? 1 : 0, result.snapshot.files,
      result.snapshot.linesOfCode, result.findings.count, nil, step.files.count,
      step.files.reduce(0) { $0 + $1.addedLines }, step.files.reduce(0) { $0 + $1.deletedLines },
    ]
    for (index, value) in integers.enumerated() { steps.bind(value, at: Int32(index + 1)) }
    steps.bind(copied: step.revision.bytes, at: 3)
    steps.bind(step.subject, at: 8)
    steps.bind(debt, at: 15)
    try steps.run()
  }

  private func numbered(_ values: [String: Double]) throws -> [(Int, Double)] {
    // New names are given numbers in their own order.
    try values.sorted { $0.key < $1.key }.map { (try metrics.id(of: $0.key), $0.value) }.sorted { $0.0 < $1.0 }
  }

  private func writeModules(
    _ modules: [RunResult.ModuleSummary], before: [RunResult.ModuleSummary], step: Int
  ) throws {
    let old = Dictionary(before.map { ($0.name, $0.metrics) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(modules.map { ($0.name, $0.metrics) }, uniquingKeysWith: { first, _ in first })
    var rows: [(module: Int, metric: Int, value: Double?)] = []
    for name in Set(old.keys).union(new.keys).sorted() {
      let (before, after) = (old[name] ?? [:], new[name] ?? [:])
      if before == after { continue }
      let module = try self.modules.id(of: name)
      for metric in Set(before.keys).union(after.keys).sorted() where before[metric] != after[metric] {
        rows.append((module, try metrics.id(of: metric), after[metric]))
      }
    }
    for row in rows.sorted(by: { ($0.module, $0.metric) < ($1.module, $1.metric) }) {
      moduleValues.bind(step, at: 1)
      moduleValues.bind(row.module, at: 2)
      moduleValues.bind(row.metric, at: 3)
      if let value = row.value { moduleValues.bind(value, at: 4) } else { moduleValues.bind(nil as Int?, at: 4) }
      try moduleValues.run()
    }
  }

  private func writeEnergies(
    _ files: [RunResult.FileSummary], before: [RunResult.FileSummary], step: Int
  ) throws {
    var old = Dictionary(before.map { (ExactText($0.path), $0.energy) }, uniquingKeysWith: { first, _ in first })
    var rows: [(path: Int, figures: EnergyFigures?)] = []
    for file in files where old.removeValue(forKey: ExactText(file.path)) != file.energy {
      rows.append((try paths.id(of: file.path), file.energy))
    }
    for path in old.keys.map(\.text).sorted() { rows.append((try paths.id(of: path), nil)) }
    for row in rows.sorted(by: { $0.path < $1.path }) {
      energies.bind(step, at: 1)
      energies.bind(row.path, at: 2)
      EnergyColumns.bind(row.figures, to: energies, from: 3)
      try energies.run()
    }
  }

  private func writeFindings(_ findings: [Finding], _ changes: StepChanges, step: Int) throws -> [Int] {
    var keys: [Int] = []
    keys.reserveCapacity(findings.count)
    for gone in changes.gone.sorted(by: { $0.lifetime < $1.lifetime }) {
      try writeEvent(gone.lifetime, -1, step: step)
      try move(gone.lifetime, path: gone.path, line: gone.line)
    }
    var renamed: [(lifetime: Int, fingerprint: String)] = []
    for (finding, origin) in zip(findings, changes.origins) {
      if let origin {
        keys.append(origin.lifetime)
        if origin.fingerprint != finding.fingerprint {
          renamed.append((origin.lifetime, finding.fingerprint))
        }
        continue
      }
      keys.append(nextLifetime)
      try write(finding, id: nextLifetime, born: step)
      try writeEvent(nextLifetime, 1, step: step)
      nextLifetime += 1
    }
    for entry in renamed { try writeEvent(entry.lifetime, 0, step: step, fingerprint: entry.fingerprint) }
    return keys
  }

  private func writeEvent(_ lifetime: Int, _ change: Int, step: Int, fingerprint: String? = nil) throws {
    events.bind(step, at: 1)
    events.bind(lifetime, at: 2)
    events.bind(change, at: 3)
    if let fingerprint { events.bind(fingerprint, at: 4) } else { events.bind(nil as Int?, at: 4) }
    try events.run()
  }

  private func write(_ finding: Finding, id: Int, born: Int) throws {
    lifetimes.bind(id, at: 1)
    lifetimes.bind(series, at: 2)
    lifetimes.bind(finding.rule.text, at: 3)
    lifetimes.bind(finding.fingerprint, at: 4)
    lifetimes.bind(finding.severity.rawValue, at: 5)
    lifetimes.bind(finding.confidence, at: 6)
    lifetimes.bind(finding.minutes, at: 7)
    lifetimes.bind(try paths.id(of: finding.path), at: 8)
    lifetimes.bind(finding.line, at: 9)
    lifetimes.bind(finding.symbol, at: 10)
    lifetimes.bind(finding.module, at: 11)
    lifetimes.bind(finding.message, at: 12)
    lifetimes.bind(born, at: 13)
    try lifetimes.run()
  }

  func move(_ lifetime: Int, path: String, line: Int) throws {
    moves.bind(try paths.id(of: path), at: 1)
    moves.bind(line, at: 2)
    moves.bind(lifetime, at: 3)
    try moves.run()
  }

  private func writeFiles(_ changed: [ChangedFile], step: Int) throws {
    for file in changed {
      let path = try paths.id(of: file.path)
      files.bind(step, at: 1)
      files.bind(path, at: 2)
      files.bind(try file.oldPath.map { try paths.id(of: $0) }, at: 3)
      files.bind(file.oldBlob == nil ? 1 : file.newBlob == nil ? -1 : 0, at: 4)
      files.bind(file.addedLines, at: 5)
      files.bind(file.deletedLines, at: 6)
      try files.run()
      for declaration in file.declarations {
        declarations.bind(step, at: 1)
        declarations.bind(path, at: 2)
        declarations.bind(try symbols.id(of: declaration.name), at: 3)
        declarations.bind(declaration.addedLines, at: 4)
        declarations.bind(declaration.deletedLines, at: 5)
        try declarations.run()
      }
    }
  }

  private func person(_ person: HistoryStep.Person) throws -> Int {
    for statement in [people.find, people.add] {
      statement.bind(person.name, at: 1)
      statement.bind(person.email, at: 2)
      guard try statement.step() else { continue }
      defer { statement.reset() }
      return statement.integer(0)
    }
    throw AnalysisError("A person's row could not be made.", kind: .internal)
  }

  // MARK: What goes

  private static let stepTables = [
    "step_metrics", "step_module_metrics", "step_file_energies", "lifetime_events", "changed_files",
    "changed_declarations",
  ]

  /// Removes all steps of the series.
  func removeSteps() throws { try removeSteps(of: series) }

  private func removeSteps(of series: Int) throws {
    for table in Self.stepTables {
      try database.execute(
        sql: "DELETE FROM \(table) WHERE step IN (SELECT id FROM steps WHERE series = ?)", arguments: [series])
    }
    for table in ["series_steps", "lifetimes", "steps"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE series = ?", arguments: [series])
    }
  }

  /// Removes series of the same description, measured with other rules or by another version.
  func removeOthers(like key: SeriesKey) throws {
    let others = try Int.fetchAll(
      database,
      sql: """
        SELECT id FROM series WHERE id <> ? AND description = ?
          AND repository = (SELECT repository FROM series WHERE id = ?)
        """, arguments: [series, key.description, series])
    for other in others {
      try removeSteps(of: other)
      try database.execute(sql: "DELETE FROM series WHERE id = ?", arguments: [other])
    }
  }

  // MARK: Line

  /// Marks the series as the one that was measured last; where it is so already, nothing changes.
  func markFinished() throws {
    try database.execute(
      sql: """
        UPDATE series SET last_run = (SELECT max(last_run) FROM series) + 1
        WHERE id = ? AND (last_run = 0 OR last_run < (SELECT max(last_run) FROM series))
        """, arguments: [series])
  }

  /// Keeps the part of the line that stays, so that one more commit costs one row.
  func setLine(tip: Int) throws {
    let base = try BoundStatement("SELECT base FROM steps WHERE id = ?", in: database)
    let line = try BoundStatement("SELECT step, position FROM series_steps WHERE series = ?", in: database)
    line.bind(series, at: 1)
    var places: [Int: Int] = [:]
    while try line.step() { places[line.integer(0)] = line.integer(1) }
    var added: [Int] = []
    var kept = -1
    var next: Int? = tip
    while let step = next {
      if let place = places[step] {
        kept = place
        break
      }
      added.append(step)
      base.bind(step, at: 1)
      next = try base.step() ? (base.integer(0) == 0 ? nil : base.integer(0)) : nil
      base.reset()
    }
    try database.execute(
      sql: "DELETE FROM series_steps WHERE series = ? AND position > ?", arguments: [series, kept])
    let insert = try BoundStatement("INSERT INTO series_steps VALUES (?, ?, ?)", in: database)
    for step in added.reversed() {
      kept += 1
      insert.bind(series, at: 1)
      insert.bind(kept, at: 2)
      insert.bind(step, at: 3)
      try insert.run()
    }
  }
}
