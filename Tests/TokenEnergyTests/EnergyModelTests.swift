import Model
import Testing

@testable import TokenEnergy

@Suite struct EnergyModelTests {
  private func filled(_ texts: [String]) -> (EnergyFixture, [TokenSequence]) {
    let fixture = EnergyFixture()
    let streams = texts.enumerated().map { fixture.stream($1, scope: UInt64($0 / 2)) }
    fixture.model.add(streams)
    return (fixture, streams)
  }

  private var programs: [String] { (1...8).map { EnergyFixture.program(60, seed: UInt64($0)) } }

  @Test func probabilitiesSumToOne() {
    let (fixture, streams) = filled(EnergyFixture.texts + programs)
    let scorer = EnergyScorer()
    for isWithheld in [true, false] {
      for stream in streams {
        _ = scorer.score(stream, in: fixture.model, withheld: isWithheld) { place, prediction in
          let sum = prediction.distribution().reduce(0, +)
          #expect(abs(sum - 1) < 1e-4, "at \(place): \(sum)")
        }
      }
    }
  }

  @Test func theSumIsOneInAnEmptyModelToo() {
    let fixture = EnergyFixture()
    let stream = fixture.stream(EnergyFixture.program(40, seed: 3))
    _ = EnergyScorer().score(stream, in: fixture.model, withheld: false) { _, prediction in
      #expect(abs(prediction.distribution().reduce(0, +) - 1) < 1e-4)
    }
  }

  @Test func aTokenCostsWhatTheDistributionGivesIt() {
    let (fixture, streams) = filled(EnergyFixture.texts + programs)
    let scorer = EnergyScorer()
    var expected: [Int: Double] = [:]
    let stream = streams[7]
    let energy = scorer.score(stream, in: fixture.model, withheld: true) { place, prediction in
      for (token, probability) in prediction.likeliest(300) where token == stream.tokens[place] {
        expected[place] = -ExactMath.log2(probability)
      }
    }
    #expect(expected.count > stream.tokens.count / 2)
    for (place, bits) in expected { #expect(abs(energy.bits[place] - bits) < 1e-3) }
  }

  @Test func aWithheldStreamIsScoredAsIfItHadNeverBeenThere() {
    let texts = EnergyFixture.texts + programs
    for left in texts.indices {
      let (fixture, streams) = filled(texts)
      let withheld = EnergyScorer().score(streams[left], in: fixture.model, withheld: true)
      fixture.model.remove([streams[left]])
      let without = EnergyScorer().score(streams[left], in: fixture.model, withheld: false)
      let isSame = withheld == without
      #expect(isSame, "stream \(left)")
    }
  }

  @Test func aWithheldStreamIsTakenOutOfLongListsToo() {
    // Few contexts, each with more successors than are candidates, many of one count.
    let texts = (1...6).map { seed in
      var random = EnergyFixture.Random(seed: UInt64(seed) &* 977)
      return (0..<1500).map { _ in random.below(3) == 0 ? "( " : "n\(random.below(random.below(2) == 0 ? 12 : 40)) " }
        .joined()
    }
    let parts: [EnergyParts] = [.all, .all.subtracting(.repository(0)), .all.subtracting(.repository(1))]
    for parts in parts {
      for left in texts.indices {
        let (fixture, streams) = filled(texts)
        let withheld = EnergyScorer(parts: parts).score(streams[left], in: fixture.model, withheld: true)
        fixture.model.remove([streams[left]])
        let without = EnergyScorer(parts: parts).score(streams[left], in: fixture.model, withheld: false)
        let isSame = withheld == without
        #expect(isSame, "stream \(left)")
      }
    }
  }

  @Test func streamsThatWereTakenOutLeaveNoTrace() {
    let texts = EnergyFixture.texts + programs
    let (kept, _) = filled(Array(texts.prefix(7)))
    let fixture = EnergyFixture()
    let streams = texts.enumerated().map { fixture.stream($1, scope: UInt64($0 / 2)) }
    fixture.model.add(streams.reversed())
    fixture.model.remove(Array(streams[7...]))
    #expect(fixture.model.contextCount == kept.model.contextCount)
    #expect(fixture.model.tokenCount == kept.model.tokenCount)
    for text in texts {
      let first = EnergyScorer().score(kept.stream(text, scope: 9), in: kept.model, withheld: false)
      let second = EnergyScorer().score(fixture.stream(text, scope: 9), in: fixture.model, withheld: false)
      #expect(first == second)
    }
  }

  @Test func aReplacedStreamIsTheOldOneTakenOutAndTheNewOneIn() {
    let source = programs[0].split(separator: " ").map(String.init)
    let other = programs[1].split(separator: " ").map(String.init)
    let middle = source.count / 2
    let versions: [[String]] = [
      source, [], Array(source[..<middle]), Array(source[middle...]), other, source + other, other + source,
      Array(source[..<middle]) + ["{", "odd", "("] + Array(source[middle...]),
      Array(source[..<10]) + Array(source[14...]), Array(repeating: "a", count: 30), Array(repeating: "a", count: 31),
    ]
    for old in versions.indices {
      for (scope, new) in versions.indices.enumerated() {
        let (fixture, streams) = filled(Array(programs.dropFirst(2)))
        let before = fixture.stream(versions[old].joined(separator: " "))
        let after = fixture.stream(versions[new].joined(separator: " "), scope: UInt64(1 + scope % 2))
        fixture.model.add([before])
        fixture.model.replace([(before, after)], workers: 3)
        let fresh = EnergyModel(vocabulary: fixture.model.vocabulary)
        fresh.add(streams + [after])
        #expect(fixture.model.contextCount == fresh.contextCount, "\(old) to \(new)")
        #expect(fixture.model.tokenCount == fresh.tokenCount)
        for stream in [streams[0], after, before] {
          let isSame =
            EnergyScorer().score(stream, in: fixture.model, withheld: false)
            == EnergyScorer().score(stream, in: fresh, withheld: false)
          #expect(isSame, "\(old) to \(new)")
        }
      }
    }
  }

  @Test func theOrderOfStreamsAndTheNumberOfWorkersMakeNoDifference() {
    let texts = (1...60).map { EnergyFixture.program(120, seed: UInt64($0)) }
    let (first, _) = filled(texts)
    let second = EnergyFixture()
    let streams = Array(texts.enumerated().reversed()).map { second.stream($1, scope: UInt64($0 / 2)) }
    second.model.add(streams, workers: 3)
    #expect(first.model.tokenCount > 20_000)
    for index in [0, 13, 59] {
      let left = EnergyScorer().score(
        first.stream(texts[index], scope: UInt64(index / 2)), in: first.model, withheld: true)
      let right = EnergyScorer().score(
        second.stream(texts[index], scope: UInt64(index / 2)), in: second.model, withheld: true)
      #expect(left == right)
    }
  }

  @Test func nothingStaysFromOneStreamToTheNext() {
    let (fixture, streams) = filled(EnergyFixture.texts + programs)
    let scorer = EnergyScorer()
    let first = streams.map { scorer.score($0, in: fixture.model, withheld: true) }
    let again = streams.reversed().map { scorer.score($0, in: fixture.model, withheld: true) }
    #expect(first == again.reversed())
  }

  @Test func candidatesOfAGrownVocabularyBeginWithNothing() {
    let memory = CandidateMemory()
    var small = memory.set(vocabulary: 100, after: nil)
    small.clear()
    for token in UInt32(0)..<100 { small.add(token, place: token, weight: 1) }
    var set = memory.set(vocabulary: 5000, after: small)
    set.clear()
    for token in UInt32(0)..<60 { set.add(token, place: token, weight: 0.5) }
    for index in 0..<60 {
      #expect(set.scores[index] == 0.5)
      #expect(set.earlier[Int(set.latest[index]) - 1] == 0)
    }
  }

  @Test func whatTheRepositoryRepeatsIsCheap() {
    let (fixture, _) = filled(programs + EnergyFixture.texts)
    let known = fixture.stream(EnergyFixture.texts[2])
    let shuffled = TokenSequence(tokens: known.tokens.reversed(), scope: 1)
    let scorer = EnergyScorer()
    let usual = scorer.score(known, in: fixture.model, withheld: false).total
    let strange = scorer.score(shuffled, in: fixture.model, withheld: false).total
    #expect(usual * 2 < strange)
  }

  @Test func hostileStreamsHaveFiniteEnergy() {
    let fixture = EnergyFixture()
    let many = fixture.stream((0..<20_000).map { "let name\($0)" }.joined(separator: " "))
    let same = fixture.stream(String(repeating: "a ", count: 50_000))
    let deep = fixture.stream(String(repeating: "( ", count: 5_000) + String(repeating: ") ", count: 6_000))
    let one = fixture.stream("x")
    let none = TokenSequence(tokens: [], scope: 0)
    let nul = fixture.stream("\u{0} 'a\u{0}b \u{feff}")
    let streams = [many, same, deep, one, none, nul]
    fixture.model.add(streams)
    for stream in streams {
      for isWithheld in [true, false] {
        let energy = EnergyScorer().score(stream, in: fixture.model, withheld: isWithheld)
        #expect(energy.bits.count == stream.tokens.count)
        #expect(energy.bits.allSatisfy { $0.isFinite && $0 >= 0 })
      }
    }
    #expect(EnergyScorer().score(same, in: fixture.model, withheld: true).total < 2_000)
  }

  @Test func theShippedWeightsAreWhole() {
    let shipped = EnergyWeights.shipped
    #expect(shipped != EnergyWeights())
    let coded = shipped.coded
    let decoded = coded.withUnsafeBytes { EnergyWeights.decoded($0) }
    #expect(decoded == shipped)
    var damaged = coded
    damaged[coded.count / 2] ^= 1
    #expect(damaged.withUnsafeBytes { EnergyWeights.decoded($0) } == nil)
  }
}
