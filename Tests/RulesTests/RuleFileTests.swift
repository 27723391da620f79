import Model
import Rules
import Testing

@testable import xtal_dev

/// Rule files: what is decoded, and what each mistake is answered with.
@Suite struct RuleFileTests {
  private static let valid = """
    title: A title
    severity: warning
    status: preview
    since: 0.1.0
    rationale: >-
      Words that
      go on.
    crystal: Crystal words.
    detection: How it is found.
    options:
      - name: limit
        type: integer
        default: 3
        unit: lines
        summary: A limit.
      - {name: share, type: number, default: 2, summary: A share.}
      - {name: strict, type: boolean, default: true, summary: A switch.}
      - {name: prefix, type: text, default: "yes", summary: A text.}
      - {name: words, type: list, default: [a, "1"], summary: A list.}
    cost:
      base: 5
      perUnit: 0.5
      unit: lines
    references: [One]
    examples:
      bad: |
        let a = 1
      good: |
        let b = 2

    """

  private func rule(_ text: String = valid, path: String = "rules/twin/same.yml") throws(RuleFileError) -> Rule {
    try RuleFile(path: path, text: text).rule
  }

  private func error(_ old: String, _ new: String) -> RuleFileError? {
    do {
      _ = try rule(Self.valid.replacing(old, with: new))
      return nil
    } catch {
      return error
    }
  }

  @Test func everythingIsDecoded() throws {
    let expected = Rule(
      id: RuleID("twin/same"), title: "A title", severity: .warning, status: .preview, since: "0.1.0",
      rationale: "Words that go on.", crystal: "Crystal words.", detection: "How it is found.",
      options: [
        Rule.Option(name: "limit", summary: "A limit.", unit: "lines", defaultValue: .integer(3)),
        Rule.Option(name: "share", summary: "A share.", unit: "", defaultValue: .number(2)),
        Rule.Option(name: "strict", summary: "A switch.", unit: "", defaultValue: .boolean(true)),
        Rule.Option(name: "prefix", summary: "A text.", unit: "", defaultValue: .text("yes")),
        Rule.Option(name: "words", summary: "A list.", unit: "", defaultValue: .list(["a", "1"])),
      ], cost: Rule.Cost(baseMinutes: 5, minutesPerUnit: 0.5, unit: "lines"), references: ["One"],
      badExample: "let a = 1\n", goodExample: "let b = 2\n")
    #expect(try rule() == expected)
  }

  @Test func unknownKeysAreErrorsThatNameTheNearest() {
    #expect(
      error("severity:", "sevrity:")?.description
        == "rules/twin/same.yml:2: unknown key 'sevrity'; did you mean 'severity'?")
    #expect(error("  base: 5", "  bas: 5")?.message == "unknown key 'bas'; did you mean 'base'?")
    #expect(
      error("    unit: lines\n    summary", "    zzz: lines\n    summary")?.message.contains("known keys are") == true)
  }

  @Test(arguments: [
    ("title: A title\n", "", "the key 'title' is missing"),
    ("title: A title", "title: FILL IN", "'title' still holds the placeholder 'FILL IN'"),
    ("severity: warning", "severity: grave", "'severity' has to be one of note, warning, error, not 'grave'"),
    ("since: 0.1.0", "since: soon", "'since' has to be a version such as 1.2.0"),
    ("default: 3", "default: many", "'default' has to be a whole number"),
    ("default: true", "default: 7", "'default' has to be true or false"),
    ("base: 5", "base: -5", "'base' has to be a number that is not negative"),
    ("type: integer", "type: int", "'type' has to be one of integer, number, boolean, text, list, not 'int'"),
    ("name: share", "name: limit", "'options' names 'limit' twice"),
    ("references: [One]", "references: One", "'references' has to be a list"),
    ("  unit: lines\nreferences", "references", "the key 'unit' is missing"),
  ])
  func mistakesAreExplained(_ old: String, _ new: String, _ message: String) {
    #expect(Self.valid.contains(old))
    #expect(error(old, new)?.message == message)
  }

  @Test func brokenFilesAreExplained() {
    #expect(throws: RuleFileError.self) { try rule("") }
    #expect(throws: RuleFileError.self) { try rule("- a") }
    #expect(throws: RuleFileError.self) { try rule("a: [") }
    #expect(throws: RuleFileError.self) { try rule(Self.valid + "title: again\n") }
  }

  @Test(arguments: ["rules/same.yml", "rules/twin/same.yaml", "rules/twim/same.yml", "rules/twin/Same.yml"])
  func misplacedFilesAreRefused(_ path: String) {
    #expect(throws: RuleFileError.self) { try rule(path: path) }
  }
}
