import Testing

@testable import TokenEnergy

@Suite struct ContextTableTests {
  @Test func longListsKeepTheirCountsThroughAdditionAndRemoval() {
    let table = ContextTable()
    var counts: [UInt32: Int] = [:]
    var random = EnergyFixture.Random(seed: 7)
    for step in 0..<60_000 {
      let token = UInt32(random.below(random.below(2) == 0 ? 20 : 1500))
      if random.below(100) < (step < 30_000 ? 30 : 70), counts[token, default: 0] > 0 {
        #expect(table.remove(42, token))
        counts[token, default: 0] -= 1
      } else {
        table.add(42, token)
        counts[token, default: 0] += 1
      }
    }
    let slot = table.slot(of: 42)
    let left = counts.filter { $0.value > 0 }
    #expect(Int(slot.distinct) == left.count)
    #expect(Int(slot.total) == left.values.reduce(0, +))
    var previous = UInt32.max
    for index in 0..<Int(slot.distinct) {
      let pair = table.pairs[Int(slot.reference) + index]
      #expect(left[pair.token] == Int(pair.count))
      #expect(pair.count <= previous)
      previous = pair.count
    }
    for (token, count) in left { for _ in 0..<count { #expect(table.remove(42, token)) } }
    #expect(table.count == 0)
    #expect(!table.remove(42, 1))
  }

  @Test func contextsAreFoundHoweverManyCameAndWent() {
    let table = ContextTable()
    var random = EnergyFixture.Random(seed: 11)
    var totals: [UInt64: Int] = [:]
    // Few homes for many contexts, so that buckets overflow and what passed them has to be found.
    func hash(_ number: Int) -> UInt64 { UInt64(number) << 32 | UInt64(number % 7) << 28 }
    for step in 0..<40_000 {
      let context = hash(1 + random.below(900))
      if random.below(100) < (step % 8_000 < 4_000 ? 30 : 70), totals[context, default: 0] > 0 {
        #expect(table.remove(context, UInt32(context % 5)))
        totals[context, default: 0] -= 1
      } else {
        table.add(context, UInt32(context % 5))
        totals[context, default: 0] += 1
      }
    }
    for number in 1...900 {
      let slot = table.slot(of: hash(number))
      #expect(Int(slot.total) == totals[hash(number), default: 0])
      #expect(slot.distinct == (slot.total == 0 ? 0 : 1))
    }
    #expect(table.count == totals.values.filter { $0 > 0 }.count)
    for (context, total) in totals { for _ in 0..<total { #expect(table.remove(context, UInt32(context % 5))) } }
    #expect(table.count == 0)
    for number in 1...900 { #expect(table.place(of: hash(number)) == ContextTable.none) }
  }
}
