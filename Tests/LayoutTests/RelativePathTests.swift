import Testing

@testable import Snapshot

@Suite struct RelativePathTests {
  @Test func resolving() {
    #expect(RelativePath.resolve("../B/./c", from: "A/x") == "A/B/c")
    #expect(RelativePath.resolve("", from: "A") == "A")
    #expect(RelativePath.resolve("..", from: "A") == "")
    #expect(RelativePath.resolve("../..", from: "A") == nil)
    #expect(RelativePath.resolve("/etc", from: "A") == nil)
    #expect(RelativePath.resolve("A//B/", from: "") == "A/B")
  }

  @Test func containment() {
    #expect(RelativePath.isInside("A/B", "A"))
    #expect(RelativePath.isInside("A", "A"))
    #expect(RelativePath.isInside("A", ""))
    #expect(!RelativePath.isInside("AB/C", "A"))
    #expect(!RelativePath.isInside("A", "A/B"))
  }

  @Test func parts() {
    #expect(RelativePath.folder(of: "A/B/c.swift") == "A/B")
    #expect(RelativePath.folder(of: "c.swift") == "")
    #expect(RelativePath.lastPart(of: "A/c.swift") == "c.swift")
    var seen: [String] = []
    RelativePath.climb("A/B") {
      seen.append($0)
      return false
    }
    #expect(seen == ["A/B", "A", ""])
  }

  @Test(arguments: [("a-b c", "a_b_c"), ("3D", "_3D"), ("Größe", "Größe"), ("", "_"), ("iOS Example", "iOS_Example")])
  func moduleNames(name: String, identifier: String) {
    #expect(ModuleName.identifier(name) == identifier)
  }
}
