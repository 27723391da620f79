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

  /// By a number of a name's length and first byte, in lower case, whether some of the names has it.
  private static let isPossible: [Bool] = {
    var isPossible = [Bool](repeating: false, count: 18 * 256)
    for name in folders { if let first = name.utf8.first { isPossible[name.utf8.count * 256 + Int(first)] = true } }
    return isPossible
  }()

  /// Whether a folder on the file's path has such a name. Looks at bytes: few names of folders are made strings.
  static func holds(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { bytes in
      var start = 0
      for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
        defer { start = index + 1 }
        let name = bytes[start..<index]
        guard let first = name.first, name.count < 18 else { continue }
        // Letters beyond ASCII may be lowered to others.
        let isPlain = name.allSatisfy { $0 < 0x80 }
        let lowered = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) ? first | 0x20 : first
        if isPlain, !isPossible[name.count * 256 + Int(lowered)] { continue }
        if folders.contains(String(decoding: name, as: UTF8.self).lowercased()) { return true }
      }
      return false
    }
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
