import Growth
import Model
import Testing

/// Which messages tell of a bug fix.
struct FixMessagesTests {
  @Test(arguments: [
    "Fix crash when the basket is empty", "fixes #12", "FIXED: rounding", "[Bugfix] Basket",
    "fix(parser): nested closures",
    "Avoid a data race in the oven", "Guard against wrong weights", "Oven: deadlock while baking.",
    "\n\n  Bug 17: basket leaks\n", "Handle empty baskets\n\nFixes #3905",
    "Handle empty baskets\n\n- Fixed: bakery/oven#7",
    "Handle empty baskets\r\n\r\nFix https://example.org/issues/7",
    "Merge pull request #9 from ada/basket\n\nFix weights that were added twice",
    "Merge branch 'hotfix/weights' into main",
    "Merge pull request #9 from ada/fix-typo\n\nFix crash of the oven",
  ])
  func aFixIsTold(message: String) throws {
    #expect(try FixMessages().isFix(message))
  }

  @Test(arguments: [
    "", "\n \n", "Add prefixes", "Fixture for baskets", "Debug the basket", "Affix labels", "Add a trace",
    "Fix typo in crash report",
    "Fix the documentation of Basket", "Fix SwiftLint warnings", "Fixes formatting", "Fix CI",
    "docs: fix wrong example",
    "Revert \"Fix crash\"", "Add ovens\n\n* fix tests\n* fix review comments",
    "Add ovens\n\nThis is not wrong, and mends no bug.", "Update README\n\nFixes #12",
    "Merge pull request #9 from ada/fix-oven\n\nAdd ovens", "Add ovens\n\nSee #12",
    "Add ovens\n\nfixes the smell of #12",
  ])
  func anythingElseIsNone(message: String) throws {
    #expect(try !FixMessages().isFix(message))
  }

  @Test func wordsAreReplaced() throws {
    let messages = try FixMessages(words: ["Mends", "sick oven"])
    #expect(messages.words == ["mends", "sick oven"])
    #expect(
      messages.isFix("Mends the basket") && messages.isFix("Cure the SICK-oven") && messages.isFix("x\n\nmends #3"))
    #expect(!messages.isFix("Fix the basket") && !messages.isFix("A sick old oven") && !messages.isFix("oven, sick"))
    #expect(!messages.isFix("Mends the docs"))
  }

  @Test func wordsThatCanNeverStandAreRefused() {
    #expect(throws: AnalysisError.self) { try FixMessages(words: []) }
    #expect(throws: AnalysisError.self) { try FixMessages(words: ["fix", "#"]) }
  }
}
