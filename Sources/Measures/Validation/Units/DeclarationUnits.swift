import Facts
import Graph
import Model

/// Finds the declarations that a study is about, and measures them.
package struct DeclarationUnits {
  /// Fewer lines of code than this, and there is hardly anything that a bug could be in.
  package static let leastLines = 3

  private(set) var measures: [UnitMeasures] = []
  /// Units by path and qualified name.
  private var places: [String: [String: Int]] = [:]
  /// For each declaration of the graph the units that it lies in, outermost first.
  private var unitsOfDeclaration: [[Int32]]

  init(_ files: StudiedFiles, of graph: CodeGraph) {
    unitsOfDeclaration = [[Int32]](repeating: [], count: graph.declarationCount)
    for index in files.indices { add(graph.files[index]) }
  }

  private mutating func add(_ file: CodeGraph.File) {
    let facts = file.facts
    var wanted: Set<String> = []
    var names: [[String]] = []
    let bodied = Set(facts.bodies.map(\.declaration))
    for (index, declaration) in facts.declarations.enumerated() {
      let isLocal = declaration.traits.contains(.isLocal)
      names.append(isLocal ? [] : SymbolPath.around(facts.qualifiedName(of: index)))
      if !isLocal, declaration.kind.isNominalType || bodied.contains(Int32(index)) {
        wanted.formUnion(names[index].suffix(1))
      }
    }
    var lines: [String: [ClosedRange<Int>]] = [:]
    for (index, around) in names.enumerated() {
      for name in around where wanted.contains(name) {
        lines[name, default: []].append(facts.lines(ofNode: Int(facts.declarations[index].outerNode)))
      }
    }
    for name in wanted.sorted() {
      let count = Self.linesOfCode(lines[name] ?? [], in: facts)
      guard count >= Self.leastLines else { continue }
      places[file.path, default: [:]][name] = measures.count
      measures.append(UnitMeasures(path: file.path, symbol: name, linesOfCode: count))
    }
    for (index, declaration) in facts.declarations.enumerated() {
      let isLocal = declaration.traits.contains(.isLocal)
      unitsOfDeclaration[Int(file.firstDeclaration) + index] =
        isLocal && declaration.parent >= 0
        ? unitsOfDeclaration[Int(file.firstDeclaration + declaration.parent)]
        : names[index].compactMap { places[file.path]?[$0].map { Int32($0) } }
    }
    for body in facts.bodies where !facts.declarations[Int(body.declaration)].traits.contains(.isLocal) {
      for unit in unitsOfDeclaration[Int(file.firstDeclaration + body.declaration)] {
        measures[Int(unit)].add(cognitive: Int(body.cognitive))
      }
    }
  }

  /// Lines that hold code in some ranges, each once.
  private static func linesOfCode(_ ranges: [ClosedRange<Int>], in facts: FileFacts) -> Int {
    var count = 0
    var next = 1
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound >= next {
      for line in max(next, range.lowerBound)...range.upperBound where facts.codeLines.indices.contains(line - 1) {
        if facts.codeLines[line - 1] { count += 1 }
      }
      next = range.upperBound + 1
    }
    return count
  }

  /// Counts a finding for its declaration and those around it.
  mutating func add(_ finding: Finding) {
    guard let names = places[finding.path] else { return }
    for name in SymbolPath.around(finding.symbol) {
      if let unit = names[name] { measures[unit].findings.append(finding) }
    }
  }

  /// Counts for each unit the declarations outside of it that use it, and those that it uses. A local one counts as what
  /// it is local to, and code outside of declarations as its file.
  mutating func countUses(in graph: CodeGraph) {
    var users = [Set<Int>](repeating: [], count: measures.count)
    var used = users
    for reference in graph.references {
      let source = Int(reference.source)
      let target = Self.outer(Int(reference.target), graph)
      let from = source < 0 ? [] : unitsOfDeclaration[source]
      let to = unitsOfDeclaration[target]
      let user = source < 0 ? -1 - Int(reference.file) : Self.outer(source, graph)
      for unit in to where !from.contains(unit) { users[Int(unit)].insert(user) }
      for unit in from where !to.contains(unit) { used[Int(unit)].insert(target) }
    }
    for index in measures.indices {
      measures[index].fanIn = users[index].count
      measures[index].fanOut = used[index].count
    }
  }

  /// The declaration itself, or the one around it that is not local.
  private static func outer(_ declaration: Int, _ graph: CodeGraph) -> Int {
    var current = declaration
    while graph.declaration(current).traits.contains(.isLocal) {
      let parent = graph.parent(current)
      guard parent >= 0 else { break }
      current = parent
    }
    return current
  }
}
