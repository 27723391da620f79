import Model

/// One case of a rule: the files it is run on, and the findings it has to have.
struct Fixture: Sendable, CustomStringConvertible {
  var rule: RuleID
  /// The file's or folder's name below the rule's folder.
  var name: String
  /// In the order of their paths.
  var sources: [FixtureSource]

  var expectations: [FixtureExpectation] { sources.flatMap(\.expectations) }
  /// Whether the name promises findings; otherwise it promises none.
  var fires: Bool { name.hasPrefix("fires") }
  var description: String { "\(rule): \(name)" }

  init(rule: RuleID, name: String, sources: [FixtureSource]) {
    self.rule = rule
    self.name = name
    self.sources = sources.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
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
