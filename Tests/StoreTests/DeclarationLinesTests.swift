import Facts
import Testing

@testable import Store

@Suite struct DeclarationLinesTests {
  @Test(arguments: 0..<20)
  func `lines are those that the facts give`(seed: Int) {
    var sample = SampleFacts(random: RandomSource(seed: UInt64(seed)), nodes: 1 + seed * 15, declarations: 30)
    let facts = sample.make()
    let lines = DeclarationLines(of: facts)
    let expected = facts.declarations.map { facts.lines(ofNode: Int($0.node)) }
    #expect(lines.first == expected.map(\.lowerBound))
    #expect(lines.last == expected.map(\.upperBound))
  }
}
