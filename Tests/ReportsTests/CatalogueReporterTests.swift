import Rules
import Testing

@testable import Reports

@Suite struct CatalogueReporterTests {
  private let catalogue = CatalogueReporter(rules: SampleRun.rules)

  @Test func listMatchesGolden() throws {
    try Golden.expect(catalogue.list(options: ReportOptions()).utf8, matches: "rules.txt")
  }

  @Test func explainMatchesGolden() throws {
    try Golden.expect(
      catalogue.explain(SampleRun.rules[0], options: ReportOptions(width: 72)).utf8, matches: "explain.txt")
  }

  @Test func markdownMatchesGolden() throws {
    try Golden.expect(catalogue.markdown().utf8, matches: "rules.md")
  }

  @Test func jsonMatchesGolden() throws {
    try Golden.expect(catalogue.json(), matches: "rules.json")
    #expect(try JSONValue.parse(catalogue.json())["rules"]?[1]?["options"]?[1]?["default"] == .number(0.7))
  }

  @Test func theOrderOfTheRulesDoesNotMatter() {
    let reversed = CatalogueReporter(rules: SampleRun.rules.reversed())
    #expect(reversed.markdown() == catalogue.markdown())
    #expect(reversed.json() == catalogue.json())
    #expect(reversed.list(options: ReportOptions()) == catalogue.list(options: ReportOptions()))
  }

  @Test(arguments: [40, 72, 120])
  func pagesKeepToTheWidthAndToSafeText(width: Int) {
    var rule = SampleRun.rules[0]
    rule.title = SampleRun.hostileText
    rule.rationale = SampleRun.hostileText
    rule.badExample = SampleRun.hostileText
    rule.references = [SampleRun.hostileText]
    rule.options[0].summary = SampleRun.hostileText
    let options = ReportOptions(width: width)
    let reporter = CatalogueReporter(rules: [rule])
    for page in [reporter.list(options: options), reporter.explain(rule, options: options)] {
      #expect(!page.unicodeScalars.contains { $0 != "\n" && TerminalSanitizer.isUnsafe($0) })
      for line in page.split(separator: "\n") { #expect(DisplayWidth.columns(of: String(line)) <= width, "\(line)") }
    }
  }

  @Test func fencesAreLongerThanAnyInTheCode() {
    #expect(catalogue.markdown().contains("````swift\n/// ```\n"))
  }

  @Test func proseIsFreedFromLineBreaks() {
    let blocks = Prose.blocks("one\n  two\n\n- three\n  four\n- five\n\nsix\n")
    #expect(blocks.map(\.text) == ["one two", "three four", "five", "six"])
    #expect(blocks.map(\.isItem) == [false, true, true, false])
  }
}
