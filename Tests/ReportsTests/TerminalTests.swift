import Testing

@testable import Reports

@Suite struct TerminalTests {
  @Test func everyUnsafeCharacterIsReplacedAndNoOther() {
    let unsafe: [ClosedRange<Int>] = [
      0x00...0x1f, 0x7f...0x9f, 0x61c...0x61c, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069,
    ]
    for value in Array(0...0x3100) + [0xd7ff, 0xe000, 0xfeff, 0xffff, 0x1f950, 0xe0001, 0x10ffff] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let expected = unsafe.contains { $0.contains(value) }
      if TerminalSanitizer.isUnsafe(scalar) != expected { Issue.record("U+\(String(value, radix: 16))") }
    }
    #expect(TerminalSanitizer.sanitized("\r\n") == "‹U+000D›‹U+000A›")
    #expect(TerminalSanitizer.sanitized("naïve 日本 🥐") == "naïve 日本 🥐")
  }

  @Test func theFlagDecidesThenTheEnvironmentThenTheTerminal() {
    func style(
      _ flag: ColorPolicy, terminal: Bool = true, no: String? = nil, force: String? = nil, term: String? = nil
    ) -> TerminalStyle {
      ColorPolicy.resolve(flag: flag, isTerminal: terminal, noColor: no, forceColor: force, term: term)
    }
    #expect(style(.auto) == .coloured)
    #expect(style(.auto, terminal: false) == .plain)
    #expect(style(.auto, term: "dumb") == .plain)
    #expect(style(.auto, no: "1") == .plain)
    #expect(style(.auto, no: "") == .coloured)
    #expect(style(.auto, terminal: false, force: "1") == .coloured)
    #expect(style(.auto, force: "0") == .plain)
    #expect(style(.auto, terminal: false, force: "") == .plain)
    #expect(style(.auto, no: "1", force: "1") == .plain)
    #expect(style(.always, terminal: false, no: "1") == .coloured)
    #expect(style(.never, force: "1") == .plain)
  }

  @Test func linesBreakAtSpacesThenAtJointsThenAnywhere() {
    func lines(_ text: String, _ width: Int, hanging: Int = 0) -> [String] {
      LineWrapper.lines([TextRun(text)], width: width, hanging: hanging).map { $0.map(\.text).joined() }
    }
    #expect(lines("one two three", 7) == ["one two", "three"])
    #expect(lines("one two three", 13) == ["one two three"])
    #expect(lines("one  two", 4) == ["one", "two"])
    #expect(lines("Sources/Oven/Heating.swift", 14) == ["Sources/Oven/", "Heating.swift"])
    #expect(lines("abcdefgh", 3) == ["abc", "def", "gh"])
    #expect(lines("abcdefgh", 4, hanging: 2) == ["abcd", "ef", "gh"])
    #expect(lines("日本語", 5) == ["日本", "語"])
    #expect(lines("日", 1) == ["日"])
    #expect(lines("", 5) == [""])
  }

  @Test func linesKeepTheirRoles() {
    let lines = LineWrapper.lines([TextRun("ab ", .strong), TextRun("cd ef", .dim)], width: 5)
    #expect(lines == [[TextRun("ab ", .strong), TextRun("cd", .dim)], [TextRun("ef", .dim)]])
  }

  @Test(arguments: [("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("🥐", 2), ("❤️", 2), ("│", 1), ("\u{200B}", 0)])
  func widthsAreThoseOfATerminal(text: String, columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }

  @Test func figuresReadTheSameEverywhere() {
    #expect(FigureFormat.count(1_234_567) == "1,234,567")
    #expect(FigureFormat.count(-1234) == "-1,234")
    #expect(FigureFormat.count(999) == "999")
    #expect(FigureFormat.decimal(105.25) == "105.3")
    #expect(FigureFormat.decimal(-0.04) == "0.0")
    #expect(FigureFormat.decimal(.nan) == "–")
    #expect(FigureFormat.decimal(12_345.67) == "12,345.7")
    #expect(FigureFormat.duration(minutes: 59.4) == "59 min")
    #expect(FigureFormat.duration(minutes: 59.5) == "1.0 h")
    #expect(FigureFormat.duration(minutes: 0.2) == "< 1 min")
    #expect(FigureFormat.percent(0.999) == "99 %")
    #expect(FigureFormat.percent(0.001) == "1 %")
    #expect(FigureFormat.percent(1) == "100 %")
  }

  @Test func progressFitsItsWidth() {
    #expect(
      ProgressLine.text(stage: "facts", done: 61, total: 1244, elapsed: 1.23, width: 80)
        == "facts  ━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌     61/1,244  1.2 s")
    #expect(ProgressLine.text(stage: "git", done: 0, total: 0, elapsed: 185, width: 80) == "git  3 min 05 s")
    #expect(ProgressLine.text(stage: "facts", done: 9, total: 10, elapsed: 0, width: 14) == "facts   9/10")
    for width in 0...90 {
      let line = ProgressLine.text(stage: "fac\nts\u{1B}", done: 7, total: 2000, elapsed: 99, width: width)
      #expect(DisplayWidth.columns(of: line) <= width)
      #expect(!line.unicodeScalars.contains(where: TerminalSanitizer.isUnsafe))
    }
    #expect(ProgressLine.text(stage: "x", done: 30, total: 10, elapsed: .nan, width: 60).contains("━━"))
  }
}
