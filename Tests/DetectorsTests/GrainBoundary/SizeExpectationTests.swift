import Testing

@testable import Detectors

/// What is expected of a file by its size, and that odd files do not bend it.
@Suite struct SizeExpectationTests {
  /// Ten files that cost 6 bits at one token and half a bit less with each doubling.
  private let files = (0..<10).map { (index: Int) -> (tokens: Int, mean: Double) in
    let doublings = index / 2 + 6
    return (1 << doublings, 6 - 0.5 * Double(doublings))
  }

  @Test func theLineFollowsTheSize() throws {
    let line = try #require(SizeExpectation(files))
    #expect(abs(line.value(at: 64) - 3) < 1e-9 && abs(line.value(at: 1024) - 1) < 1e-9)
    // Between powers of two the logarithm is a straight line.
    #expect(abs(line.value(at: 96) - 2.75) < 1e-9)
    #expect(line.spread == 0.1, "files that are all alike have the least spread")
  }

  @Test func oddFilesBendNothing() throws {
    var odd = files
    odd[9].mean = 40
    odd[2].mean = 25
    let line = try #require(SizeExpectation(odd))
    #expect(abs(line.value(at: 64) - 3) < 0.2 && abs(line.value(at: 1024) - 1) < 0.2)
    #expect(line.spread < 0.5)
  }

  @Test func sizeAloneNeverMakesDearer() throws {
    let rising = (0..<10).map { (index: Int) -> (tokens: Int, mean: Double) in (64 << index, 1 + 0.2 * Double(index)) }
    let line = try #require(SizeExpectation(rising))
    #expect(line.value(at: 64) == line.value(at: 32_768) && line.value(at: 64) == 1.9)
    // 1.4826 times the median of 0.1, 0.1, 0.3, 0.3, 0.5 …
    #expect(abs(line.spread - 1.4826 * 0.5) < 1e-9)
  }

  @Test func oneSmallFileMakesNoSlope() throws {
    let alike = [(tokens: Int, mean: Double)](repeating: (100, 1.5), count: 10)
    let line = try #require(SizeExpectation(alike + [(20, 9)]))
    #expect(line.value(at: 20) == 1.5)
  }

  @Test func littleIsNoExpectation() {
    #expect(SizeExpectation([]) == nil)
    #expect(SizeExpectation([(10, 1), (20, 1)]) == nil)
    #expect(SizeExpectation([(10, 1), (10, 2), (10, 9)])?.value(at: 10) == 2)
  }
}
