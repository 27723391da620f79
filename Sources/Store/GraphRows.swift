import Facts
import GRDB
import Graph
import Model

/// Replaces the rows of a repository's graph: modules, files, declarations and the edges between them.
struct GraphRows {
  let graph: CodeGraph
  let repository: Int
  let database: Database

  /// Keys of one repository's rows begin here, so that each repository's lie in a range of their own.
  private var base: Int { (repository - 1) << 32 }

  func write() throws {
    try removeOld()
    try writeModules()
    try writeFiles()
    try writeDeclarations()
    try writeDeclarationEdges()
    try writeEdges(graph.fileEdges, table: "file_edges")
    try writeEdges(graph.moduleEdges, table: "module_edges")
  }

  private func removeOld() throws {
    // Without a condition SQLite drops whole pages instead of visiting rows.
    let isAlone = try Int.fetchOne(database, sql: "SELECT count(*) FROM repositories") == 1
    let tables = [
      ("declaration_edges", "source"), ("file_edges", "source"), ("module_edges", "source"), ("declarations", "id"),
      ("files", "id"), ("modules", "id"),
    ]
    for (table, column) in tables {
      let condition = isAlone ? "" : " WHERE \(column) >= \(base) AND \(column) < \(base + (1 << 32))"
      try database.execute(sql: "DELETE FROM \(table)\(condition)")
    }
  }

  private func writeModules() throws {
    let statement = try BoundStatement("INSERT INTO modules VALUES (?, ?, ?, ?, ?, ?, ?)", in: database)
    for (index, module) in graph.layout.modules.enumerated() {
      statement.bind(base + index, at: 1)
      statement.bind(repository, at: 2)
      statement.bind(module.name, at: 3)
      statement.bind(module.importName, at: 4)
      statement.bind(module.kind.rawValue, at: 5)
      statement.bind(module.packagePath, at: 6)
      statement.bind(module.isProduct ? 1 : 0, at: 7)
      try statement.run()
    }
  }

  private func writeFiles() throws {
    let statement = try BoundStatement("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", in: database)
    for (index, file) in graph.files.enumerated() {
      statement.bind(base + index, at: 1)
      statement.bind(repository, at: 2)
      statement.bind(file.path, at: 3)
      statement.bind(copied: file.blob.bytes, at: 4)
      statement.bind(key(file.module), at: 5)
      statement.bind(file.isManifest ? 1 : 0, at: 6)
      statement.bind(file.facts.lineCount, at: 7)
      statement.bind(Int(file.facts.linesOfCode), at: 8)
      statement.bind(Int(file.facts.commentLines), at: 9)
      try statement.run()
    }
  }

  private func writeDeclarations() throws {
    let statement = try BoundStatement(
      "INSERT INTO declarations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", in: database)
    for (index, file) in graph.files.enumerated() {
      let facts = file.facts
      let bodies = BodyTotals(of: facts)
      let lines = DeclarationLines(of: facts)
      statement.bind(base + index, at: 2)
      for (local, declaration) in facts.declarations.enumerated() {
        let global = Int(file.firstDeclaration) + local
        statement.bind(base + global, at: 1)
        statement.bind(declaration.parent < 0 ? nil : base + Int(file.firstDeclaration + declaration.parent), at: 3)
        statement.bind(key(graph.typeOfDeclaration[global]), at: 4)
        statement.bind(Int32(declaration.kind.rawValue), at: 5)
        statement.bind(Int32(declaration.access.rawValue), at: 6)
        facts.strings.withBytes(of: declaration.fullName) { statement.bind(text: $0, at: 7) }
        statement.bind(lines.first[local], at: 8)
        statement.bind(lines.last[local], at: 9)
        bodies.bind(local, to: statement, at: 10)
        try statement.run()
      }
    }
  }

  private func writeDeclarationEdges() throws {
    var rows = try BatchInsert(table: "declaration_edges", columns: 4, in: database)
    try DeclarationEdges(of: graph).forEach { edge in
      try rows.append([base + edge.source, base + edge.target, edge.role, edge.count])
    }
    try rows.finish()
  }

  private func writeEdges(_ edges: [GraphEdge], table: String) throws {
    var rows = try BatchInsert(table: table, columns: 3, in: database)
    for edge in edges { try rows.append([base + Int(edge.from), base + Int(edge.to), Int(edge.weight)]) }
    try rows.finish()
  }

  private func key(_ index: Int32) -> Int? { index < 0 ? nil : base + Int(index) }
}

/// The counts of a file's bodies added up by declaration: a property may have a getter and a setter.
private struct BodyTotals {
  private var totals: [(cyclomatic: Int, cognitive: Int, lines: Int, bodies: Int)]

  init(of facts: FileFacts) {
    totals = Array(repeating: (0, 0, 0, 0), count: facts.declarations.count)
    for body in facts.bodies {
      let index = Int(body.declaration)
      guard totals.indices.contains(index) else { continue }
      totals[index].cyclomatic += Int(body.cyclomatic)
      totals[index].cognitive += Int(body.cognitive)
      totals[index].lines += Int(body.linesOfCode)
      totals[index].bodies += 1
    }
  }

  /// Binds the three sums from `position` on, NULL for a declaration without a body.
  func bind(_ declaration: Int, to statement: BoundStatement, at position: Int32) {
    let total = totals[declaration]
    statement.bind(total.bodies == 0 ? nil : total.cyclomatic, at: position)
    statement.bind(total.bodies == 0 ? nil : total.cognitive, at: position + 1)
    statement.bind(total.bodies == 0 ? nil : total.lines, at: position + 2)
  }
}
