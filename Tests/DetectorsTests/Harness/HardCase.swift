import Model

/// The same code in circumstances in which rules go wrong; derived from every single-file fixture that fires.
enum HardCase: String, Sendable, CaseIterable {
  /// A `#!` line before the code.
  case shebang
  /// Lines that end with CR LF.
  case crlf
  /// A comment of multi-byte characters before the code.
  case emoji
  /// The whole file in an `#if`.
  case condition
  /// The whole file as the text of a multi-line string: nothing is found.
  case string
  /// The whole file as a block comment: nothing is found.
  case comment
  /// A `xtal:disable:next` before every line with a finding: nothing is found.
  case next
  /// A `xtal:disable:file` at the head: nothing is found.
  case file

  /// The fixture with the case applied to its only file, its expectations moved along or gone.
  func applied(to fixture: Fixture) -> Fixture {
    guard var source = fixture.sources.first, fixture.sources.count == 1 else { return fixture }
    switch self {
    case .shebang: source.prepend("#!/usr/bin/env swift")
    case .crlf: source.text = FixtureSource.lines(of: source.text).map { $0 + "\r\n" }.joined()
    case .emoji: source.prepend("/* 🧊👩‍👩‍👧 e\u{301} */ // 🧊 é")
    case .condition:
      source.prepend("#if DEBUG")
      source.text += "#endif\n"
    case .string:
      source.text = "public let text = #####\"\"\"\n\(source.text)\"\"\"#####\n"
      source.expectations = []
    case .comment:
      source.text = "/*\n\(source.text)*/\n"
      source.expectations = []
    case .next: source.suppressEachLine(fixture.rule)
    case .file:
      source.text = "// xtal:disable:file \(fixture.rule) - the harness asks\n" + source.text
      source.expectations = []
    }
    return Fixture(rule: fixture.rule, name: "\(fixture.name), \(rawValue)", sources: [source])
  }
}

extension FixtureSource {
  fileprivate mutating func prepend(_ line: String) {
    text = line + "\n" + text
    expectations = expectations.map { $0.movedDown(by: 1) }
  }

  fileprivate mutating func suppressEachLine(_ rule: RuleID) {
    let lines = Set(expectations.map(\.line))
    text = FixtureSource.lines(of: text).enumerated().map { index, line in
      (lines.contains(index + 1) ? "// xtal:disable:next \(rule) - the harness asks\n" : "") + line + "\n"
    }.joined()
    expectations = []
  }
}
