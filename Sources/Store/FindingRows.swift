import GRDB
import Model

/// Writes findings, each distinct one once: a finding that an earlier snapshot has already costs one small row.
struct FindingRows {
  let database: Database

  func write(_ findings: [Finding], snapshot: Int) throws {
    var next = (try Int.fetchOne(database, sql: "SELECT max(id) FROM findings") ?? 0) + 1
    let isFirst = next == 1
    let known = try BoundStatement(
      """
      SELECT id FROM findings WHERE hash = ? AND rule = ? AND severity = ? AND confidence = ? AND path = ? AND line = ?
        AND column = ? AND end_line = ? AND symbol = ? AND module = ? AND message = ? AND minutes = ?
        AND fingerprint = ?
      """, in: database)
    let added = try BoundStatement(
      """
      INSERT INTO findings (hash, rule, severity, confidence, path, line, column, end_line, symbol, module, message,
        minutes, fingerprint, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, in: database)
    let evidence = try BoundStatement("INSERT INTO finding_evidence VALUES (?, ?, ?, ?, ?, ?)", in: database)
    let members = try BoundStatement("INSERT INTO snapshot_findings VALUES (?, ?, ?)", in: database)
    members.bind(snapshot, at: 1)
    for (position, finding) in findings.enumerated() {
      let id: Int
      if !isFirst, let earlier = try Self.find(finding, with: known) {
        id = earlier
      } else {
        id = next
        next += 1
        Self.bind(finding, to: added)
        added.bind(id, at: 14)
        try added.run()
        try Self.write(finding.evidence, of: id, with: evidence)
      }
      members.bind(position, at: 2)
      members.bind(id, at: 3)
      try members.run()
    }
  }

  private static func find(_ finding: Finding, with statement: BoundStatement) throws -> Int? {
    bind(finding, to: statement)
    guard try statement.step() else { return nil }
    defer { statement.reset() }
    return statement.integer(0)
  }

  private static func bind(_ finding: Finding, to statement: BoundStatement) {
    statement.bind(Int(truncatingIfNeeded: hash(of: finding)), at: 1)
    statement.bind(finding.rule.text, at: 2)
    statement.bind(finding.severity.rawValue, at: 3)
    statement.bind(finding.confidence, at: 4)
    statement.bind(finding.path, at: 5)
    statement.bind(finding.line, at: 6)
    statement.bind(finding.column, at: 7)
    statement.bind(finding.endLine, at: 8)
    statement.bind(finding.symbol, at: 9)
    statement.bind(finding.module, at: 10)
    statement.bind(finding.message, at: 11)
    statement.bind(finding.minutes, at: 12)
    statement.bind(finding.fingerprint, at: 13)
  }

  private static func write(_ places: [Finding.Evidence], of finding: Int, with statement: BoundStatement) throws {
    statement.bind(finding, at: 1)
    for (position, place) in places.enumerated() {
      statement.bind(position, at: 2)
      statement.bind(place.path, at: 3)
      statement.bind(place.line, at: 4)
      statement.bind(place.endLine, at: 5)
      statement.bind(place.message, at: 6)
      try statement.run()
    }
  }

  /// A hash of everything a finding says, its evidence included, which the columns do not show.
  static func hash(of finding: Finding) -> UInt64 {
    var hash = ContentHash()
    for text in [
      finding.rule.text, finding.severity.rawValue, finding.path, finding.symbol, finding.module, finding.message,
      finding.fingerprint,
    ] { hash.combine(text) }
    for number in [finding.confidence.bitPattern, finding.minutes.bitPattern] { hash.combine(number) }
    for number in [finding.line, finding.column, finding.endLine] { hash.combine(UInt64(bitPattern: Int64(number))) }
    for place in finding.evidence {
      hash.combine(place.path)
      hash.combine(place.message)
      hash.combine(UInt64(bitPattern: Int64(place.line)))
      hash.combine(UInt64(bitPattern: Int64(place.endLine)))
    }
    return hash.value
  }
}
