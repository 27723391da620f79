import Facts

/// Swift that is kept as it is: in folders of what tests read or what was copied from others, and in types that mirror
/// another one.
enum KeptMatter {
  /// Whole names of folders, in lower case.
  private static let folders: Set<String> = [
    "fixture", "fixtures", "__fixtures__", "testfixtures", "snapshots", "__snapshots__", "golden", "goldens",
    "testdata",
    "test-data", "test_data", "vendor", "vendored", "embeddedlibraries", "stub", "stubs", "thirdparty", "third-party",
    "third_party", "pods", "carthage",
  ]

  /// Whether a folder on the file's path has such a name.
  static func holds(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains { $0.utf8.count < 18 && folders.contains($0.lowercased()) }
  }

  /// How types begin that do nothing and have every member of what they stand for.
  static let empty = ["NoOp", "Noop", "NOOP"]

  /// Whether the name of a type around a declaration, or of the extended one, begins with one of some words.
  static func isOfStandIn(_ declaration: DeclarationFact, _ facts: FileFacts, prefixes: [String]) -> Bool {
    var current = Int(declaration.parent)
    while current >= 0 {
      let name = facts.strings[facts.declarations[current].name]
      if prefixes.contains(where: name.hasPrefix) { return true }
      current = Int(facts.declarations[current].parent)
    }
    return false
  }
}
