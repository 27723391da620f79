import Facts
import Testing

@testable import Detectors

/// The mapping of names from one member of a clone group to another.
@Suite struct MirrorPlaneTests {
  private func compare(_ left: String, _ right: String, share: Double = 0) -> MirrorPlane? {
    let facts = [left, right].map { text in
      var text = text
      return text.withUTF8 { FactsReader.read($0) }
    }
    let ranges = [(left: 0..<facts[0].tokens.count, right: 0..<facts[1].tokens.count)]
    return MirrorPlane(facts[0], facts[1], ranges: ranges, share: share)
  }

  @Test func equalTokensAreIdentical() throws {
    let plane = try #require(compare("let a = b + 1 // one", "let a=b + 1"))
    #expect(plane.isIdentical)
    #expect(plane.isConsistent)
    #expect(plane.renamings.isEmpty)
  }

  @Test func oneToOneIsConsistent() throws {
    let plane = try #require(compare("a = b + a", "x = b + x"))
    #expect(plane.isConsistent)
    #expect(plane.renamings == [MirrorPlane.Renaming(from: "a", to: "x")])
  }

  @Test func oneToTwoIsNot() throws {
    #expect(try #require(compare("a = a", "x = y")).isConsistent == false)
  }

  @Test func twoToOneIsNot() throws {
    #expect(try #require(compare("a = b", "x = x")).isConsistent == false)
  }

  @Test func aNameThatAlsoStaysTheSameIsNot() throws {
    #expect(try #require(compare("a = b; b = b", "a = a; b = b")).isConsistent == false)
  }

  @Test func swappedNamesAreConsistent() throws {
    #expect(try #require(compare("a = b; b = a", "b = a; a = b")).isConsistent)
  }

  @Test func literalsMayDiffer() throws {
    let plane = try #require(compare("f(1, \"a\")", "f(2, \"b\")"))
    #expect(!plane.isIdentical)
    #expect(plane.isConsistent)
    #expect(plane.literals - plane.sameLiterals == 2)
  }

  @Test func otherTokensMayNot() {
    #expect(compare("a + b", "a - b") == nil)
    #expect(compare("f(1)", "f(1.0)") == nil)
    #expect(compare("f(a)", "f(1)") == nil)
    #expect(compare("a", "a.b") == nil)
  }

  @Test func tooFewCommonNamesAreNoTwins() {
    #expect(compare("a = b + c", "a = x + y", share: 0.5) == nil)
    #expect(compare("a = b + c", "a = b + y", share: 0.5) != nil)
  }
}
