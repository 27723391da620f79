import Model

/// One file of a fixture, its marker comments taken out and read.
///
/// A line that begins with `//~` is a marker and no part of the source:
///
///     let number = value as! Int
///     //~                ^^^ some-class/some-rule: part of the message
///
/// The first caret stands below the column of the finding; without carets only the line counts. `//~! skip: comment,
/// string - reason` says which derived cases make no sense for the file. fixtures/README.md has it all.
struct FixtureSource: Sendable {
  /// A marker that cannot be read.
  struct Problem: Error, Equatable, CustomStringConvertible {
    var path: String
    /// Line of the fixture as it is on disk.
    var line: Int
    var message: String

    var description: String { "\(path):\(line): \(message)" }
  }

  var path: String
  /// The source without markers, every line ended by a line feed.
  var text: String
  var expectations: [FixtureExpectation]
  /// The derived cases that the file opts out of.
  var skips: Set<HardCase>

  init(path: String, raw: String) throws {
    self.path = path
    text = ""
    expectations = []
    skips = []
    var line = 0
    for (index, content) in Self.lines(of: raw).enumerated() {
      let marker = content.drop { $0 == " " }
      if marker.hasPrefix("//~!") {
        guard index == 0 else { throw Problem(path: path, line: index + 1, message: "'//~!' stands on the first line") }
        skips = try Self.skips(marker.dropFirst(4), path: path)
      } else if marker.hasPrefix("//~") {
        guard line > 0 else { throw Problem(path: path, line: index + 1, message: "no line stands before the marker") }
        expectations.append(try Self.expectation(content, path: path, rawLine: index + 1, line: line))
      } else {
        text += content + "\n"
        line += 1
      }
    }
  }

  /// The lines of a text without their ends; an empty one behind the last end is left out.
  static func lines(of text: String) -> [String] {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String($0) ?? ""
    }
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func expectation(_ content: String, path: String, rawLine: Int, line: Int) throws -> FixtureExpectation
  {
    let bytes = Array(content.utf8)
    let start = (bytes.firstIndex(of: UInt8(ascii: "~")) ?? 0) + 1
    let body = bytes[start...].firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.endIndex
    let hasCarets = body < bytes.endIndex && bytes[body] == UInt8(ascii: "^")
    let rest = bytes[body...].drop { $0 == UInt8(ascii: "^") }.drop { $0 == UInt8(ascii: " ") }
    let words = String(decoding: rest, as: UTF8.self)
    let id = words.prefix { $0 != ":" }
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, RuleID(String(id)).defectClass != nil, !id.contains(" ") else {
      throw Problem(path: path, line: rawLine, message: "a marker reads '//~ ^^^ class/rule: part of the message'")
    }
    let fragment = words.dropFirst(id.count + 1).drop { $0 == " " }
    return FixtureExpectation(
      path: path, line: line, column: hasCarets ? body + 1 : nil, rule: RuleID(String(id)), fragment: String(fragment))
  }

  private static func skips(_ text: Substring, path: String) throws -> Set<HardCase> {
    func problem(_ message: String) -> Problem { Problem(path: path, line: 1, message: message) }
    let text = text.drop { $0 == " " }
    guard text.hasPrefix("skip:"), let hyphen = text.firstRange(of: " - ") else {
      throw problem("an opt-out reads '//~! skip: comment, string - reason'")
    }
    guard !text[hyphen.upperBound...].allSatisfy(\.isWhitespace) else { throw problem("an opt-out needs a reason") }
    var skips = Set<HardCase>()
    for name in text[..<hyphen.lowerBound].dropFirst(5).split(separator: ",") {
      let name = String(name.drop { $0 == " " })
      guard let hardCase = HardCase(rawValue: name) else {
        let known = HardCase.allCases.map(\.rawValue).joined(separator: ", ")
        throw problem("'\(name)' is no derived case; there are \(known)")
      }
      skips.insert(hardCase)
    }
    return skips
  }
}
