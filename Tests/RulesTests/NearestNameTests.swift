import Model
import Rules
import Testing

/// Suggestions for misspelt names, and the check of a rule's options.
@Suite struct NearestNameTests {
  @Test(arguments: [
    ("serverity", "severity"), ("TITEL", "title"), ("optoins", "options"), ("same-name", "twin/same-name"),
  ])
  func nearNamesAreFound(_ name: String, _ expected: String) {
    #expect(NearestName.nearest(to: name, among: ["title", "severity", "options", "twin/same-name"]) == expected)
  }

  @Test(arguments: ["", "zebra", "completely different"])
  func farNamesAreNot(_ name: String) {
    #expect(NearestName.nearest(to: name, among: ["title", "severity"]) == nil)
  }

  @Test func rulesAreFoundByIdentifierAndByNearness() {
    #expect(RuleCatalogue.rule(RuleID("twin/duplicate-code"))?.id.defectClass == .twin)
    #expect(RuleCatalogue.rule(RuleID("twin/none")) == nil)
    #expect(RuleCatalogue.nearest(to: "duplicate-code") == RuleID("twin/duplicate-code"))
    #expect(RuleCatalogue.nearest(to: "twin/duplicate-cod") == RuleID("twin/duplicate-code"))
    #expect(RuleCatalogue.rules(of: .twin).contains { $0.id == RuleID("twin/duplicate-code") })
  }

  @Test func severalNearNamesComeNearestFirst() {
    let candidates = [
      ("Oven.heat(to:)", "heat"), ("Oven", "Oven"), ("Ovens", "Ovens"), ("Bread", "Bread"), ("Oven", "Oven"),
    ]
    #expect(NearestName.nearest(2, to: "Ovne", among: candidates) == ["Oven"])
    #expect(NearestName.nearest(9, to: "hea", among: candidates) == ["Oven.heat(to:)"])
    #expect(NearestName.nearest(2, to: "Ovens", among: candidates) == ["Ovens", "Oven"])
    #expect(NearestName.nearest(1, to: "Ovens", among: candidates) == ["Ovens"])
    #expect(NearestName.nearest(5, to: "", among: candidates).isEmpty)
  }

  @Test func optionsAreCheckedAgainstTheRule() throws {
    let rule = try #require(RuleCatalogue.rule(RuleID("grain-boundary/high-sigma")))
    let options = try rule.options(overriding: ["threshold": .integer(3)])
    #expect(options.number("threshold") == 3)
    #expect(options.integer("minimumObservations") == 10)
    func message(_ overrides: [String: Rule.Option.Value]) -> String {
      do {
        _ = try rule.options(overriding: overrides)
        return ""
      } catch {
        return error.message
      }
    }
    #expect(message(["treshold": .number(1)]).hasSuffix("has no option 'treshold'; did you mean 'threshold'?"))
    #expect(message(["threshold": .text("x")]).hasSuffix("has to be a number that is not negative"))
    #expect(message(["minimumObservations": .integer(-1)]).hasSuffix("has to be a whole number that is not negative"))
  }
}
