import Model
import Rules
import Testing

@testable import Pipeline

/// `.xtal.yml`: what it sets, and the messages for what it must not hold.
struct ConfigurationTests {
  private func message(_ text: String) -> String {
    do {
      _ = try ConfigurationReader.parse(text, name: ".xtal.yml")
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test func everyKeyIsRead() throws {
    let configuration = try ConfigurationReader.parse(
      """
      exclude: [Vendor/, "**/Generated/*.swift"]
      failOn: warning
      energy: true
      limits: {fileBytes: 5000, fileSeconds: 3}
      validate: {fixWords: [Mends, sick oven]}
      rules:
        twin/duplicate-code: {minimumTokens: 200, severity: error}
        vacancy/unfinished-work: false
      """, name: ".xtal.yml")
    #expect(configuration.exclude == ["Vendor/", "**/Generated/*.swift"])
    #expect(configuration.failOn == .warning)
    #expect(configuration.measuresEnergy)
    #expect(configuration.limits.fileBytes == 5000 && configuration.limits.fileSeconds == 3)
    #expect(configuration.validation.fixWords == ["mends", "sick oven"])
    let rules = try configuration.activeRules(only: [], includesPreview: false)
    #expect(!rules.contains { $0.rule.id.text == "vacancy/unfinished-work" })
    let twin = try #require(rules.first { $0.rule.id.text == "twin/duplicate-code" })
    #expect(twin.severity == .error && twin.options.integer("minimumTokens") == 200)
  }

  @Test func emptyFilesSetNothing() throws {
    #expect(try ConfigurationReader.parse("", name: "x") == Configuration())
    #expect(try ConfigurationReader.parse("# nothing\n", name: "x") == Configuration())
  }

  @Test func unknownKeysNameTheNearest() {
    #expect(message("exclud: []").contains(".xtal.yml:1: unknown key 'exclud'. Did you mean 'exclude'?"))
    #expect(message("validate: {fixWord: [a]}").contains("Did you mean 'fixWords'?"))
    #expect(message("limits: {fileByte: 1}").contains("Did you mean 'fileBytes'?"))
    #expect(message("rules: {twin/duplicate-cod: false}").contains("Did you mean 'twin/duplicate-code'?"))
    #expect(message("rules: {twin/duplicate-code: {minimumToken: 3}}").contains("Did you mean 'minimumTokens'?"))
  }

  @Test(arguments: [
    ("exclude: text", "has to be a list of texts"), ("failOn: fatal", "has to be never, note, warning or error"),
    ("limits: {fileBytes: -1}", "has to be a whole number above 0"), ("- a", "has to be a mapping"),
    ("rules: {twin/duplicate-code: {enabled: 3}}", "has to be true or false"), ("exclude: [", "is not valid YAML"),
    ("rules: {twin/duplicate-code: {minimumTokens: many}}", "has to be a whole number"),
    ("energy: much", "has to be true or false"), ("validate: {fixWords: fix}", "has to be a list of texts"),
    ("validate: {fixWords: []}", "There is no fix word"),
    ("validate: {fixWords: ['#']}", "neither a letter nor a digit"),
  ])
  func wrongValuesSayWhatIsWanted(text: String, fragment: String) {
    #expect(message(text).contains(fragment))
  }

  @Test func unknownRulesOfAFlagAreErrors() {
    #expect(throws: AnalysisError.self) {
      try Configuration().activeRules(only: [RuleID("twin/nothing")], includesPreview: false)
    }
  }

  @Test func manyAliasesDoNotExplode() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1..<30 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(message(text).contains("unknown key"))
  }

  @Test(arguments: [
    ("*.swift", "a.swift", true), ("*.swift", "b/a.swift", false), ("**/a.swift", "x/y/a.swift", true),
    ("**/a.swift", "a.swift", true), ("Vendor", "Vendor/x/y.swift", true), ("Vendor/", "Vendored/y.swift", false),
    ("/Sources/*/Gen?", "Sources/A/Gen1/x.swift", true), ("a*b*c", "aXXbYYc", true), ("a*b*c", "aXXbYY", false),
    ("**", "anything/at/all", true), ("", "a", false), ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true),
  ])
  func globs(pattern: String, path: String, matches: Bool) {
    #expect(GlobPattern(pattern).matches(path) == matches)
  }
}
