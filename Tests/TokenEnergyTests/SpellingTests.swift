import Testing

@testable import TokenEnergy

/// Names of a small vocabulary, as (text, class).
private let vocabulary: [(String, UInt8)] = [
  ("request", 0), ("requestBody", 0), ("responseBody", 0), ("makeResponse", 0), ("a", 0), ("_", 0), ("`self`", 0),
  ("Request", 1), ("HTTPRequest", 1), ("HTTPResponse", 1), ("URLSession", 1), ("10", 2), ("100_000", 2), ("0xFF", 2),
  ("content-type", 3), ("application/json", 3), ("\n", 3), ("a", 3), ("->", 4), ("...", 4), ("default", 5),
  ("été", 0), ("request body is empty", 3), ("requestBodyStream", 0), ("bodyStream", 0),
]

private func with<Result>(_ text: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
  text.withUnsafeBufferPointer(body)
}

private func model(of names: [(String, UInt8)]) -> SpellingModel {
  var model = SpellingModel()
  for name in names { with(Array(name.0.utf8)) { model.add($0, class: name.1) } }
  return model
}

/// Begins a file with names withheld; the texts live in the closure's time only, as the contract allows.
private func begin(_ scorer: SpellingScorer, _ model: SpellingModel, withheld: [(String, UInt8)] = []) {
  var buffers: [UnsafeMutableBufferPointer<UInt8>] = []
  var names: [(text: UnsafeBufferPointer<UInt8>, class: UInt8)] = []
  for name in withheld {
    let text = Array(name.0.utf8)
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
    _ = buffer.initialize(from: text)
    buffers.append(buffer)
    names.append((UnsafeBufferPointer(buffer), name.1))
  }
  scorer.begin(model: model, withheld: names)
  for buffer in buffers { buffer.deallocate() }
}

private func bits(_ scorer: SpellingScorer, _ text: [UInt8], _ spelledClass: UInt8) -> Double {
  with(text) { scorer.bits(of: $0, class: spelledClass) }
}

private func observe(_ scorer: SpellingScorer, _ text: String, _ spelledClass: UInt8, isNew: Bool) {
  with(Array(text.utf8)) { scorer.observe($0, class: spelledClass, isNew: isNew) }
}

/// A small file: (text, class, is new).
private let file: [(String, UInt8, Bool)] = [
  ("request", 0, false), ("requestStream", 0, true), ("->", 4, false), ("StreamBody", 1, true), ("request", 0, false),
  ("stream-body of a request", 3, true), ("10_5", 2, true), ("requestStreamBody", 0, true), ("content-type", 3, false),
  ("content-length", 3, true), ("contentLength", 0, true), ("HTTPStream", 1, true), ("====", 4, true), ("#if", 5, true),
]

/// Scores the small file; the costs of its new names.
private func run(_ scorer: SpellingScorer) -> [Double] {
  var costs: [Double] = []
  for token in file {
    if token.2 { costs.append(bits(scorer, Array(token.0.utf8), token.1)) }
    observe(scorer, token.0, token.1, isNew: token.2)
  }
  return costs
}

@Suite struct SpellingNormalisationTests {
  /// Every prefix of names, known or not, in every class.
  private func check(_ scorer: SpellingScorer) {
    let names = vocabulary.map(\.0) + file.map(\.0)
    let texts = stride(from: 1, to: names.count, by: 4).map { Array(names[$0].utf8) } + [[0, 255, 0, 128, 10]]
    for spelledClass in UInt8(0)...5 {
      for text in texts {
        for length in 0...text.count {
          let prefix = Array(text.prefix(length))
          let distribution = scorer.distribution(after: prefix, class: spelledClass)
          let sum = distribution.reduce(0, +)
          #expect(abs(sum - 1) < 1e-9, "\(prefix) of class \(spelledClass): \(sum)")
        }
      }
    }
  }

  @Test func conditionalsSumToOneInAnEmptyModel() {
    let scorer = SpellingScorer()
    begin(scorer, SpellingModel())
    check(scorer)
  }

  @Test func conditionalsSumToOneBeforeAndAfterAFile() {
    let scorer = SpellingScorer()
    begin(scorer, model(of: vocabulary), withheld: [vocabulary[1], vocabulary[9], vocabulary[14]])
    check(scorer)
    _ = run(scorer)
    check(scorer)
  }

  @Test func conditionalsSumToOneWithUntrainedWeights() {
    let scorer = SpellingScorer(weights: .untrained)
    begin(scorer, model(of: vocabulary))
    _ = run(scorer)
    check(scorer)
  }

  @Test func bitsAreTheProductOfTheConditionals() {
    let scorer = SpellingScorer()
    begin(scorer, model(of: vocabulary))
    scorer.rates = SpellingRates(bias: 0, factor: 0)
    for text in ["requestStream", "x", "requestBodyStreamer"] {
      let bytes = Array(text.utf8)
      var expected = 0.0
      for place in 0...bytes.count {
        let distribution = scorer.distribution(after: Array(bytes.prefix(place)), class: 0)
        expected -= ExactMath.log2(distribution[place == bytes.count ? 0 : Int(bytes[place]) + 1])
      }
      #expect(abs(bits(scorer, bytes, 0) - expected) < 1e-9)
    }
  }
}

@Suite struct SpellingExclusionTests {
  @Test func aKnownNameMayNotEnd() {
    let scorer = SpellingScorer()
    begin(scorer, model(of: vocabulary), withheld: [("requestBody", 0)])
    #expect(scorer.distribution(after: Array("request".utf8), class: 0)[0] == 0)
    #expect(scorer.distribution(after: Array("requestBody".utf8), class: 0)[0] > 0)
    #expect(scorer.distribution(after: Array("request".utf8), class: 3)[0] > 0)
    #expect(scorer.distribution(after: Array("reques".utf8), class: 0)[0] > 0)
  }

  @Test func aNewNameIsKnownAfterItsFirstTime() {
    let scorer = SpellingScorer()
    begin(scorer, model(of: vocabulary))
    #expect(scorer.distribution(after: Array("fresh".utf8), class: 0)[0] > 0)
    observe(scorer, "fresh", 0, isNew: true)
    #expect(scorer.distribution(after: Array("fresh".utf8), class: 0)[0] == 0)
    #expect(scorer.distribution(after: Array("fresh".utf8), class: 1)[0] > 0)
    begin(scorer, model(of: vocabulary))
    #expect(scorer.distribution(after: Array("fresh".utf8), class: 0)[0] > 0)
  }

  @Test(arguments: [(UInt8(0), "a_$`z"), (1, "AZ"), (2, "09"), (4, "-. \n\u{0}#")])
  func theFirstByteIsMaskedByTheClass(_ spelledClass: UInt8, _ permitted: String) {
    let scorer = SpellingScorer()
    begin(scorer, model(of: vocabulary))
    let distribution = scorer.distribution(after: [], class: spelledClass)
    #expect(distribution[0] == 0)
    for byte in permitted.utf8 { #expect(distribution[Int(byte) + 1] > 0) }
    for (other, texts) in [(UInt8(0), "az_\u{e9}"), (1, "AZ"), (2, "09"), (4, "-.")] where other != spelledClass {
      for byte in texts.utf8 { #expect(distribution[Int(byte) + 1] == 0) }
    }
  }

  @Test func aLongKnownNameMayNotEndEither() {
    let long = [UInt8](repeating: 120, count: 5000)
    var model = SpellingModel()
    with(long) { model.add($0, class: 0) }
    let scorer = SpellingScorer()
    begin(scorer, SpellingModel())
    let open = bits(scorer, long + [121], 0)
    scorer.begin(model: model, withheld: [])
    scorer.rates = SpellingRates(bias: 0, factor: 0)
    let closed = bits(scorer, long + [121], 0)
    let other = bits(scorer, long + [121, 121], 0)
    #expect(open.isFinite && closed.isFinite)
    #expect(abs(other - closed - ExactMath.log2(257)) < 1e-9)
  }
}

@Suite struct SpellingExactnessTests {
  private let extra: [(String, UInt8)] = [
    ("requestHead", 0), ("ResponseHead", 1), ("application/xml", 3), ("x", 0), ("requestBodyStreamEnd", 0),
    ("0x1F", 2), ("<=>", 4), ("a longer text, with words; and 12 numbers", 3),
  ]

  @Test func removingIsTheInverseOfAdding() {
    let scorer = SpellingScorer()
    begin(scorer, model(of: vocabulary))
    let expected = run(scorer)
    var changed = model(of: extra + vocabulary)
    for name in extra { with(Array(name.0.utf8)) { changed.remove($0, class: name.1) } }
    begin(scorer, changed)
    #expect(run(scorer) == expected)
    for name in vocabulary { with(Array(name.0.utf8)) { changed.remove($0, class: name.1) } }
    begin(scorer, SpellingModel())
    let empty = run(scorer)
    begin(scorer, changed)
    #expect(run(scorer) == empty)
    #expect(empty != expected)
  }

  @Test func aWithheldNameCountsAsRemoved() {
    let scorer = SpellingScorer()
    begin(scorer, model(of: vocabulary))
    let expected = run(scorer)
    begin(scorer, model(of: vocabulary + extra), withheld: extra)
    #expect(run(scorer) == expected)
    begin(scorer, model(of: vocabulary + extra), withheld: extra + extra + [("never added", 3)])
    #expect(run(scorer) == expected)
    begin(scorer, model(of: vocabulary + extra))
    #expect(run(scorer) != expected)
  }

  @Test func theOrderOfAdditionsDoesNotMatter() {
    let scorer = SpellingScorer()
    var names = (0..<2000).map { ("name\($0 &* 7919 % 2003)Of\($0 % 17)", UInt8(0)) } + vocabulary + extra
    begin(scorer, model(of: names))
    let expected = run(scorer)
    names.reverse()
    begin(scorer, model(of: names))
    #expect(run(scorer) == expected)
    names.sort { $0.0 < $1.0 }
    begin(scorer, model(of: names), withheld: extra)
    let withheld = run(scorer)
    begin(scorer, model(of: names.filter { name in !extra.contains { $0 == name } }))
    #expect(run(scorer) == withheld)
  }

  @Test func nothingIsLeftOfAnEarlierFile() {
    let used = SpellingScorer()
    begin(used, model(of: vocabulary + extra), withheld: extra)
    _ = run(used)
    _ = run(used)
    begin(used, model(of: vocabulary))
    let fresh = SpellingScorer()
    begin(fresh, model(of: vocabulary))
    #expect(run(used) == run(fresh))
  }

  @Test func theFirstNameOfAFileDoesNotRecallTheLastFile() {
    let used = SpellingScorer()
    begin(used, model(of: vocabulary))
    observe(used, "acceptEncoding", 0, isNew: true)
    begin(used, model(of: vocabulary))
    let fresh = SpellingScorer()
    begin(fresh, model(of: vocabulary))
    let text = Array("Accept-Encoding".utf8)
    #expect(bits(used, text, 3) == bits(fresh, text, 3))
    observe(fresh, "acceptEncoding", 0, isNew: true)
    #expect(bits(fresh, text, 3) < bits(used, text, 3))
  }

  @Test func aSetOfNamesKeepsTheOthersWhenSomeGo() {
    var names = SpellingNames()
    let identities = (1...5000 as ClosedRange<UInt64>).map { $0 << 32 | $0 % 1201 * 3 }
    for identity in identities {
      let isNew = names.insert(identity)
      #expect(isNew)
    }
    for (index, identity) in identities.enumerated() where index % 3 != 0 { names.remove(identity) }
    for (index, identity) in identities.enumerated() { #expect(names.contains(identity) == (index % 3 == 0)) }
    #expect(names.count == identities.count / 3 + 1)
  }

  @Test func aFileTeaches() {
    let scorer = SpellingScorer()
    begin(scorer, model(of: vocabulary))
    let before = bits(scorer, Array("zebraCrossings".utf8), 0)
    begin(scorer, model(of: vocabulary))
    observe(scorer, "ZebraCrossing", 1, isNew: true)
    #expect(bits(scorer, Array("zebraCrossings".utf8), 0) < before - 10)
  }
}

@Suite struct SpellingHostileInputTests {
  @Test func everyByteStringHasAFiniteCost() {
    let scorer = SpellingScorer()
    begin(scorer, SpellingModel())
    #expect(bits(scorer, [], 0) == 0)
    for spelledClass in UInt8(0)...5 {
      for byte in UInt8.min...UInt8.max where SpellingClass.permits(byte, first: spelledClass) {
        let cost = bits(scorer, [byte], spelledClass)
        #expect(cost.isFinite && cost >= 0)
      }
    }
    let all = (0..<3).flatMap { _ in Array(UInt8.min...UInt8.max) }
    let cost = bits(scorer, all, 3)
    #expect(cost.isFinite && cost > 0)
    with(all) { scorer.observe($0, class: 3, isNew: true) }
    #expect(bits(scorer, all + [0], 3) < cost)
  }

  @Test(arguments: [4094, 4095, 4096, 4097, 4098, 5000])
  func lengthsAroundTheLongestModelled(_ length: Int) {
    let text = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    var model = SpellingModel()
    with(text) { model.add($0, class: 3) }
    let scorer = SpellingScorer()
    begin(scorer, model)
    let cost = bits(scorer, text + [1], 3)
    #expect(cost.isFinite && cost > 0)
    with(text) { model.remove($0, class: 3) }
    begin(scorer, model)
    let removed = bits(scorer, text, 3)
    begin(scorer, SpellingModel())
    #expect(bits(scorer, text, 3) == removed)
  }

  @Test func tenMillionBytes() {
    let text = [UInt8](repeating: 0, count: 10_000_000)
    var model = SpellingModel()
    with(text) { model.add($0, class: 3) }
    let scorer = SpellingScorer()
    begin(scorer, model)
    let cost = bits(scorer, text + [0], 3)
    #expect(cost.isFinite && cost > 0)
    with(text) { scorer.observe($0, class: 3, isNew: false) }
    #expect(model.footprint < 10_000_000)
  }

  @Test func adversarialRepetition() {
    let scorer = SpellingScorer()
    begin(scorer, SpellingModel())
    for round in 0..<3000 {
      let text = Array((round % 2 == 0 ? "aaaaaaa\(round)" : "\(round)zzzzzz").utf8)
      let cost = bits(scorer, text, 3)
      #expect(cost.isFinite && cost > 0 && cost < 1000)
      with(text) { scorer.observe($0, class: 3, isNew: true) }
    }
  }
}
