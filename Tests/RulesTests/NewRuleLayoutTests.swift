import ArgumentParser
import Model
import Rules
import Testing

@testable import xtal_dev

/// What `xtal-dev new` lays out.
@Suite struct NewRuleLayoutTests {
  @Test func threePlacesAreLaidOut() throws {
    let layout = try NewRuleLayout(rule: "stacking-fault/layer-violation", input: .graph)
    #expect(
      layout.files.map(\.path) == [
        "Sources/Detectors/StackingFault/LayerViolationDetector.swift", "rules/stacking-fault/layer-violation.yml",
        "fixtures/stacking-fault/layer-violation/fires.swift", "fixtures/stacking-fault/layer-violation/silent.swift",
      ])
    #expect(layout.files[0].text.contains("struct LayerViolationDetector: GraphDetector"))
  }

  @Test func newRuleFileIsRefusedUntilItIsFilledIn() throws {
    let file = try NewRuleLayout(rule: "twin/same", input: .file).files[1]
    #expect(throws: RuleFileError.self) { try RuleFile(path: file.path, text: file.text) }
    let filled = file.text.replacing(NewRuleLayout.placeholder, with: "Words")
    #expect(try RuleFile(path: file.path, text: filled).rule.id.text == "twin/same")
  }

  @Test(arguments: ["twin", "twim/same", "twin/Same", "twin/", "twin/a/b", "twin/-a", "../../etc"])
  func namesThatAreNoneAreRefused(_ name: String) {
    #expect(throws: ValidationError.self) { try NewRuleLayout(rule: name, input: .file) }
  }
}
