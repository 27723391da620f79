import Facts
import Model
import Testing
import TokenEnergy

@testable import Measures

struct AcceptedChangesTests {
  private func change(_ bits: Double, tokens: Int) -> ChangeEnergy {
    var file = ChangeEnergy.File(path: "a.swift", isNew: false)
    var sum = EnergySum()
    for _ in 0..<tokens { sum.add(bits, .syntax, characters: 1) }
    // Literals have no part in it.
    sum.add(100, .literals, characters: 1)
    file.hunks = [ChangeEnergy.Hunk(firstLine: 1, lastLine: 2, sum: sum, closed: sum)]
    var change = ChangeEnergy()
    change.files = [file]
    return change
  }

  @Test func percentilesCountWhatIsBelowAndHalfOfWhatIsEqual() {
    var accepted = AcceptedChanges()
    for bits in [5.0, 1, 2, 3, 4, 5, 6, 7, 8, 9] { accepted.add(change(bits, tokens: 20)) }
    #expect(accepted.changes == [1, 2, 3, 4, 5, 5, 6, 7, 8, 9])
    #expect(AcceptedChanges.percentile(of: 5, in: accepted.changes) == 0.5)
    #expect(AcceptedChanges.percentile(of: 0, in: accepted.changes) == 0)
    #expect(AcceptedChanges.percentile(of: 99, in: accepted.changes) == 1)
    #expect(AcceptedChanges.quantile(0.9, of: accepted.changes) == 9)
  }

  @Test func smallChangesAndShortHistoriesSayNothing() {
    var accepted = AcceptedChanges()
    for _ in 0..<9 { accepted.add(change(1, tokens: 20)) }
    accepted.add(change(1, tokens: 9))
    #expect(accepted.changes.count == 9)
    #expect(AcceptedChanges.percentile(of: 1, in: accepted.changes) == nil)
    #expect(AcceptedChanges.quantile(0.5, of: []) == nil)
  }

  @Test func tokensBelongToTheHunkOfTheirLine() {
    let text = Array("let a = 1\nlet b = 2\nlet c = 3\nlet d = 4\n".utf8)
    let facts = text.withUnsafeBufferPointer { FactsReader.read($0) }
    var vocabulary = TokenVocabulary()
    let file = EnergyFile(path: "a.swift", facts: facts, module: -1, vocabulary: &vocabulary)
    var energy = StreamEnergy()
    energy.bits = file.stream.tokens.indices.map { _ in 1 }
    var change = ChangeEnergy()
    change.add(
      file, energy,
      hunks: [
        LineHunk(oldStart: 0, oldCount: 0, newStart: 2, newCount: 1),
        LineHunk(oldStart: 3, oldCount: 1, newStart: 3, newCount: 0),
        LineHunk(oldStart: 4, oldCount: 0, newStart: 4, newCount: 1),
      ], isNew: false, closedPrice: 3)
    #expect(change.files.first?.hunks.map(\.sum.tokens) == [4, 4])
    #expect(change.closed.bits == change.sum.bits)
    #expect(change.sum.tokens == 8 && change.sum.bitsPerToken == 1)
    #expect(file.linePlaces == [0..<4, 4..<8, 8..<12, 12..<16])
  }

  @Test func newTokensHaveOnePriceWhateverTheirSpellingCosts() {
    let text = Array("let a = 1\nlet someVeryLongName = 2\n".utf8)
    let facts = text.withUnsafeBufferPointer { FactsReader.read($0) }
    var vocabulary = TokenVocabulary()
    let file = EnergyFile(path: "a.swift", facts: facts, module: -1, vocabulary: &vocabulary)
    var energy = StreamEnergy()
    energy.bits = [1, 12, 1, 1, 1, 82, 1, 1]
    energy.newTokens = [.init(place: 1, spelling: 10), .init(place: 5, spelling: 80)]
    var change = ChangeEnergy()
    let hunk = LineHunk(oldStart: 0, oldCount: 0, newStart: 1, newCount: 2)
    change.add(file, energy, hunks: [hunk], isNew: true, closedPrice: 3)
    #expect(change.sum.bits == 100)
    #expect(change.closed.bits == 16)
    #expect(change.closed.tokens == 8)
  }

  @Test func theNearestLineSharesMostTokens() {
    var vocabulary = TokenVocabulary()
    let text = Array("let total = sum(a, b)\nreturn total\nlet whole = sum(a, c, d)\n".utf8)
    let facts = text.withUnsafeBufferPointer { FactsReader.read($0) }
    let file = EnergyFile(path: "a.swift", facts: facts, module: -1, vocabulary: &vocabulary)
    let wanted = Array("let whole = sum(a, c)\n".utf8)
    let wantedFacts = wanted.withUnsafeBufferPointer { FactsReader.read($0) }
    let line = EnergyFile(path: "b.swift", facts: wantedFacts, module: -1, vocabulary: &vocabulary)
    let nearest = NearestLine.find(line.stream.tokens, in: [file], vocabulary: vocabulary)
    #expect(nearest?.line == 3 && nearest?.text == "let whole = sum ( a , c , d )")
    #expect(NearestLine.find(Array(line.stream.tokens.prefix(2)), in: [file], vocabulary: vocabulary) == nil)
  }
}
