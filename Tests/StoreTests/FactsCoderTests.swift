import Testing

@testable import Facts

@Suite struct FactsCoderTests {
  @Test(arguments: 0..<36)
  func `facts come back equal`(seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    let nodes = [0, 1, 2, 30, 400, 1500][seed % 6]
    var sample = SampleFacts(random: random, nodes: nodes, declarations: random.below(40))
    let facts = sample.make()
    #expect(FactsCoder.decode(FactsCoder.encode(facts)) == facts)
  }

  @Test func `empty facts come back equal`() {
    #expect(FactsCoder.decode(FactsCoder.encode(FactsDraft().facts)) == FactsDraft().facts)
  }

  @Test func `numbers at their limits come back equal`() {
    var facts = FactsDraft()
    facts.byteCount = .max
    facts.linesOfCode = .max
    facts.lineStarts = [0, .max]
    facts.codeLines = [true, false]
    #expect(FactsCoder.decode(FactsCoder.encode(facts.facts)) == facts.facts)
  }

  @Test func `any damaged byte and any cut is seen`() {
    var sample = SampleFacts(random: RandomSource(seed: 7), nodes: 40, declarations: 5)
    let bytes = FactsCoder.encode(sample.make())
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1 << UInt8(index % 8)
      #expect(FactsCoder.decode(damaged) == nil)
      #expect(FactsCoder.decode(Array(bytes[..<index])) == nil)
    }
    #expect(FactsCoder.decode(bytes + [0]) == nil)
  }

  /// Damage with a mended checksum reaches the decoder itself: it must give nil, or facts whose every index is good.
  @Test(arguments: 0..<12)
  func `no bytes make the decoder trap or give a bad index`(seed: Int) {
    var random = RandomSource(seed: UInt64(1000 + seed))
    var sample = SampleFacts(random: random, nodes: 60, declarations: 8)
    let bytes = FactsCoder.encode(sample.make())
    var decoded = 0
    for _ in 0..<400 {
      var damaged = bytes
      for _ in 0...random.below(3) {
        damaged[FactsCoder.headSize + random.below(bytes.count - FactsCoder.headSize)] = UInt8(random.below(256))
      }
      if random.chance(20) { damaged.removeLast(random.below(bytes.count - FactsCoder.headSize)) }
      guard let facts = FactsCoder.decode(resummed(damaged)) else { continue }
      decoded += 1
      use(facts)
    }
    #expect(decoded > 0, "the damage was too great to test anything")
  }

  @Test(arguments: 0..<20)
  func `random bytes give nil`(seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    let bytes = [FactsCoder.version] + (0..<(8 + random.below(300))).map { _ in UInt8(random.below(256)) }
    #expect(FactsCoder.decode(resummed(bytes)) == nil)
  }

  @Test func `a count that the bytes cannot hold allocates nothing`() {
    let head: [UInt8] = [FactsCoder.version, 0, 0, 0, 0, 0, 0, 0, 0]
    #expect(FactsCoder.decode(resummed(head + [0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f])) == nil)
  }

  private func resummed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let sum = bytes.withUnsafeBytes {
      FactsCoder.checksum(UnsafeRawBufferPointer(rebasing: $0[FactsCoder.headSize...]))
    }
    for index in 0..<8 { bytes[1 + index] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * index)) }
    return bytes
  }

  /// Goes wherever an index of the facts points.
  private func use(_ facts: FileFacts) {
    for index in 0..<facts.tokens.count { _ = facts.position(at: facts.endOffset(ofToken: index)) }
    for index in facts.tree.nodes.indices {
      _ = facts.lines(ofNode: index)
      _ = facts.strings[facts.tree[index].name]
      var steps = 0
      for _ in facts.tree.children(of: index) { steps += 1 }
      #expect(steps < facts.tree.nodes.count)
      #expect(index == 0 || facts.tree[index].parent < UInt32(index))
    }
    for index in facts.declarations.indices {
      _ = facts.qualifiedName(of: index)
      _ = facts.position(ofToken: Int(facts.declarations[index].nameToken))
      _ = facts.tree[Int(facts.declarations[index].outerNode)]
      if facts.declarations[index].body >= 0 { _ = facts.bodies[Int(facts.declarations[index].body)] }
    }
    for body in facts.bodies { _ = facts.declarations[Int(body.declaration)] }
    for comment in facts.comments { _ = facts.position(at: comment.offset + comment.length) }
  }
}
