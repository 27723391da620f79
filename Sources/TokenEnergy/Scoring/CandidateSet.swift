/// Tokens that some context foretells, with the sum of the evidence for each, and what that evidence was.
///
/// Weights are multiples of 2^-17 below 64 (``EnergyWeights``), so that sums of evidence are exact, and probabilities are
/// made of whole numbers: nothing depends on the order in which candidates came.
///
/// Plain addresses and counts, so that it lives in registers while it is filled; ``CandidateMemory`` owns what they point
/// to, and ends after it.
struct CandidateSet {
  /// All contexts together give fewer pieces of evidence, and so no more candidates; numbers of both fit a byte.
  static let limit = 248

  let tokens: UnsafeMutablePointer<UInt32>
  /// In bits; after ``normalise(lanes:)`` probabilities. 0 behind the last candidate while evidence comes in.
  let scores: UnsafeMutablePointer<Float>
  private(set) var count = 0
  /// For each candidate its latest piece of evidence, counted from 1; 0 behind the last candidate.
  let latest: UnsafeMutablePointer<UInt8>
  /// For each piece of evidence the one before of the same candidate, 0 for none.
  let earlier: UnsafeMutablePointer<UInt8>
  /// For each piece of evidence where its two weights are, as ``WeightPlace`` packs them.
  let places: UnsafeMutablePointer<UInt32>
  private var pairCount = 0
  /// For each token the epoch in which it was last a candidate, times 256, plus which.
  let marks: UnsafeMutablePointer<UInt32>
  let markCount: Int
  private var epoch: UInt32 = 0

  init(
    tokens: UnsafeMutablePointer<UInt32>, scores: UnsafeMutablePointer<Float>, latest: UnsafeMutablePointer<UInt8>,
    earlier: UnsafeMutablePointer<UInt8>, places: UnsafeMutablePointer<UInt32>, marks: UnsafeMutablePointer<UInt32>,
    markCount: Int
  ) {
    self.tokens = tokens
    self.scores = scores
    self.latest = latest
    self.earlier = earlier
    self.places = places
    self.marks = marks
    self.markCount = markCount
  }

  /// Forgets all candidates.
  @inline(__always)
  mutating func clear() {
    var index = 0
    // One more than all: ``normalise(lanes:)`` writes a vector behind the last.
    while index <= count {
      UnsafeMutableRawPointer(scores + index).storeBytes(of: SIMD8<Float>.zero, as: SIMD8<Float>.self)
      UnsafeMutableRawPointer(latest + index).storeBytes(of: 0, as: UInt64.self)
      index &+= 8
    }
    UnsafeMutableRawPointer(scores + index).storeBytes(of: SIMD8<Float>.zero, as: SIMD8<Float>.self)
    count = 0
    pairCount = 0
    epoch &+= 1
    if epoch == 1 << 24 {
      marks.update(repeating: 0, count: markCount)
      epoch = 1
    }
  }

  /// The token's place among the candidates, -1 for none.
  @inline(__always)
  func index(of token: UInt32) -> Int {
    let mark = marks[Int(token)]
    return mark &>> 8 == epoch ? Int(mark & 255) : -1
  }

  /// Adds evidence for a token: the sum of two weights. Without a branch: whether a token is new cannot be foretold.
  @inline(__always)
  mutating func add(_ token: UInt32, place: UInt32, weight: Float) {
    let mark = marks[Int(token)]
    let isNew = mark &>> 8 != epoch
    let index = isNew ? count : Int(mark & 255)
    marks[Int(token)] = epoch &<< 8 | UInt32(truncatingIfNeeded: index)
    tokens[index] = token
    scores[index] += weight
    places[pairCount] = place
    earlier[pairCount] = latest[index]
    pairCount &+= 1
    latest[index] = UInt8(truncatingIfNeeded: pairCount)
    count &+= isNew ? 1 : 0
  }

  /// Turns scores in bits into probabilities, those of `lanes` included; their sum is 1 but for rounding.
  ///
  /// All are whole multiples, at least one, of 2^-22 of the likeliest one's before they are divided by their sum.
  @inline(__always)
  func normalise(lanes: inout SIMD16<Float>) {
    // Whole vectors are read: behind the last candidate stand scores that count for nothing.
    UnsafeMutableRawPointer(scores + count).storeBytes(of: SIMD8<Float>(repeating: Self.closed), as: SIMD8<Float>.self)
    // xtal:disable:next imaginary/unresolved-member - the library's table lacks what is declared for vectors of one size
    var (low, high) = (lanes.lowHalf, lanes.highHalf)
    var tops = low.replacing(with: high, where: high .> low)
    var index = 0
    while index < count {
      let values = UnsafeRawPointer(scores + index).loadUnaligned(as: SIMD8<Float>.self)
      tops.replace(with: values, where: values .> tops)
      index &+= 8
    }
    let four = tops.lowHalf.replacing(with: tops.highHalf, where: tops.highHalf .> tops.lowHalf)
    let highest = max(max(four[0], four[1]), max(four[2], four[3]))
    var sums = SIMD8<UInt32>.zero
    index = 0
    while index < count {
      let place = UnsafeMutableRawPointer(scores + index)
      var values = place.loadUnaligned(as: SIMD8<Float>.self) - highest
      sums &+= Self.powers(&values)
      place.storeBytes(of: values, as: SIMD8<Float>.self)
      index &+= 8
    }
    // What stands behind the last candidate came out as one part each.
    let excess = UInt32(truncatingIfNeeded: index &- count)
    low -= highest
    high -= highest
    sums &+= Self.powersOfLanes(&low)
    sums &+= Self.powersOfLanes(&high)
    let inverse = Self.parts / Float(sums.wrappedSum() &- excess)
    lanes = SIMD16(lowHalf: low * inverse, highHalf: high * inverse)
    index = 0
    while index < count {
      let place = UnsafeMutableRawPointer(scores + index)
      place.storeBytes(of: place.loadUnaligned(as: SIMD8<Float>.self) * inverse, as: SIMD8<Float>.self)
      index &+= 8
    }
  }

  private static let parts: Float = 4_194_304

  /// What a lane is given of which no token is left.
  static let closed: Float = -1000

  /// The same for lanes; nothing is left for closed ones.
  @inline(__always)
  private static func powersOfLanes(_ values: inout SIMD8<Float>) -> SIMD8<UInt32> {
    let isClosed = values .< closed / 2
    let parts = powers(&values)
    values.replace(with: 0, where: isClosed)
    return parts.replacing(with: 0, where: isClosed)
  }

  /// Replaces each number, all at most 0, by 2^x, as a whole multiple, at least one, of 2^-22; gives the multiples.
  @inline(__always)
  static func powers(_ values: inout SIMD8<Float>) -> SIMD8<UInt32> {
    let clamped = values.replacing(with: -22, where: values .< -22)
    // Adding 1.5 · 2^23 leaves the nearest whole number in the low bits.
    let shifted = clamped + 12_582_912
    let part = clamped - (shifted - 12_582_912)
    let whole = unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &<< 23
    // The minimax polynomial's relative error is below 3e-6.
    var sum = part * 0.001_333_36 + 0.009_618_13
    sum = sum * part + 0.055_504_11
    sum = sum * part + 0.240_226_51
    sum = sum * part + 0.693_147_18
    sum = sum * part + 1
    let power = unsafeBitCast(unsafeBitCast(sum, to: SIMD8<UInt32>.self) &+ whole, to: SIMD8<Float>.self)
    // Between 2 and 4, neighbouring numbers are 2^-22 apart.
    let atLeastOne = power.replacing(with: 0x1p-22, where: power .< 0x1p-22)
    let placed = atLeastOne + 3
    values = placed - 3
    return unsafeBitCast(placed, to: SIMD8<UInt32>.self) &- 0x4040_0000
  }
}
