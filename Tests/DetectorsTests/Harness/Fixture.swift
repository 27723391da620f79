import Model

/// One case of a rule: the files it is run on, and the findings it has to have.
struct Fixture: Sendable, CustomStringConvertible {
  var rule: RuleID
  /// The file's or folder's name below the rule's folder.
  var name: String
  /// In the order of their paths.
  var sources: [FixtureSource]
  /// What changed together before; nil where the fixture has no history.
  var changes: CoChangeTable?

  /// The file that holds a fixture's history: a line for each commit, with the paths that it changed; `6x` before them
  /// stands for six such commits, `old>new` for a renamed file.
  static let historyPath = "history.txt"

  var expectations: [FixtureExpectation] { sources.flatMap(\.expectations) }
  /// Whether the name promises findings; otherwise it promises none.
  var fires: Bool { name.hasPrefix("fires") }
  var description: String { "\(rule): \(name)" }

  init(rule: RuleID, name: String, sources: [FixtureSource]) {
    self.rule = rule
    self.name = name
    let history = sources.first { $0.path == Self.historyPath }
    changes = history.map { Self.changes($0.text) }
    self.sources = sources.filter { $0.path != Self.historyPath }.sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
  }

  private static func changes(_ text: String) -> CoChangeTable {
    var table = CoChangeTable()
    var seen: Set<String> = []
    for line in FixtureSource.lines(of: text) {
      var words = line.split(separator: " ").map(String.init)
      var count = 1
      if let first = words.first, first.hasSuffix("x"), let number = Int(first.dropLast()) {
        count = number
        words.removeFirst()
      }
      for _ in 0..<count {
        table.add(
          words.map { word in
            let parts = word.split(separator: ">").map(String.init)
            let path = parts.last ?? word
            let isNew = parts.count == 1 && seen.insert(path).inserted
            seen.insert(path)
            return ChangedFile(
              path: path, oldPath: parts.count > 1 ? parts[0] : nil, oldBlob: isNew ? nil : .zero, newBlob: .zero)
          })
      }
    }
    return table
  }

  /// An example of a rule file: one source, or several with a line `// file: PATH` before each.
  init(example: String, of rule: RuleID, name: String) throws {
    var files: [(path: String, text: String)] = []
    for line in FixtureSource.lines(of: example) {
      if line.hasPrefix("// file: ") {
        files.append((String(line.dropFirst("// file: ".count)), ""))
      } else {
        if files.isEmpty { files.append((FixtureFolder.singleFilePath, "")) }
        files[files.count - 1].text += line + "\n"
      }
    }
    self.init(rule: rule, name: name, sources: try files.map { try FixtureSource(path: $0.path, raw: $0.text) })
  }
}
