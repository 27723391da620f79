/// Tokens that some context foretells, with the sum of the evidence for each, and what that evidence was.
///
/// Plain addresses and counts, so that it lives in registers while it is filled; ``CandidateMemory`` owns what they point
/// to, and ends after it.
struct CandidateSet {
  /// All contexts together give no more pieces of evidence, and so no more candidates; places among them fit a byte.
  static let limit = 248

  let tokens: UnsafeMutablePointer<UInt32>
  /// In bits; after ``normalise(lanes:)`` probabilities.
  let scores: UnsafeMutablePointer<Float>
  private(set) var count = 0
  /// For each piece of evidence the candidate and the places of its two weights.
  let owners: UnsafeMutablePointer<UInt8>
  let depthPlaces: UnsafeMutablePointer<Int32>
  let shapePlaces: UnsafeMutablePointer<Int32>
  private(set) var pairCount = 0
  /// For each token the epoch in which it was last a candidate, times 256, plus which.
  let marks: UnsafeMutablePointer<UInt32>
  let markCount: Int
  private var epoch: UInt32 = 0

  init(
    tokens: UnsafeMutablePointer<UInt32>, scores: UnsafeMutablePointer<Float>, owners: UnsafeMutablePointer<UInt8>,
    depthPlaces: UnsafeMutablePointer<Int32>, shapePlaces: UnsafeMutablePointer<Int32>,
    marks: UnsafeMutablePointer<UInt32>, markCount: Int
  ) {
    self.tokens = tokens
    self.scores = scores
    self.owners = owners
    self.depthPlaces = depthPlaces
    self.shapePlaces = shapePlaces
    self.marks = marks
    self.markCount = markCount
  }

  /// Forgets all candidates.
  @inline(__always)
  mutating func clear() {
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

  /// Adds evidence for a token: the sum of two weights.
  @inline(__always)
  mutating func add(_ token: UInt32, depthPlace: Int, shapePlace: Int, weight: Float) {
    let mark = marks[Int(token)]
    var index = Int(mark & 255)
    if mark &>> 8 != epoch {
      index = count
      marks[Int(token)] = epoch &<< 8 | UInt32(truncatingIfNeeded: index)
      tokens[index] = token
      scores[index] = 0
      count &+= 1
    }
    scores[index] += weight
    owners[pairCount] = UInt8(truncatingIfNeeded: index)
    depthPlaces[pairCount] = Int32(truncatingIfNeeded: depthPlace)
    shapePlaces[pairCount] = Int32(truncatingIfNeeded: shapePlace)
    pairCount &+= 1
  }

  /// Turns scores in bits into probabilities, those of `lanes` included; their sum is 1 but for rounding.
  @inline(__always)
  func normalise(lanes: inout SIMD16<Float>) {
    // Whole vectors are read: behind the last candidate stand scores that count for nothing.
    UnsafeMutableRawPointer(scores + count).storeBytes(of: SIMD8<Float>(repeating: -1000), as: SIMD8<Float>.self)
    // xtal:disable:next imaginary/unresolved-member - the library's table lacks what is declared for vectors of one size
    var (low, high) = (lanes.lowHalf, lanes.highHalf)
    var tops = pointwiseMax(low, high)
    var index = 0
    while index < count {
      tops = pointwiseMax(tops, UnsafeRawPointer(scores + index).loadUnaligned(as: SIMD8<Float>.self))
      index &+= 8
    }
    let highest = tops.max()
    var sums = SIMD8<Float>.zero
    index = 0
    while index < count {
      let place = UnsafeMutableRawPointer(scores + index)
      var values = place.loadUnaligned(as: SIMD8<Float>.self) - highest
      Self.exp2(&values)
      sums += values
      place.storeBytes(of: values, as: SIMD8<Float>.self)
      index &+= 8
    }
    low -= highest
    high -= highest
    Self.exp2(&low)
    Self.exp2(&high)
    sums += low
    sums += high
    // In a fixed order: the sum is the same on every machine.
    let four = sums.lowHalf + sums.highHalf
    let two = four.lowHalf + four.highHalf
    let inverse = 1 / (two[0] + two[1])
    lanes = SIMD16(lowHalf: low * inverse, highHalf: high * inverse)
    index = 0
    while index < count {
      let place = UnsafeMutableRawPointer(scores + index)
      place.storeBytes(of: place.loadUnaligned(as: SIMD8<Float>.self) * inverse, as: SIMD8<Float>.self)
      index &+= 8
    }
  }

  /// 2^x of each number, all at most 0; relative error below 3e-6. Below -100 the result is 2^-100.
  @inline(__always)
  static func exp2(_ values: inout SIMD8<Float>) {
    let clamped = values.replacing(with: -100, where: values .< -100)
    // Adding 1.5 · 2^23 leaves the nearest whole number in the low bits.
    let shifted = clamped + 12_582_912
    let part = clamped - (shifted - 12_582_912)
    let bits = SIMD8<Int32>(truncatingIfNeeded: unsafeBitCast(shifted, to: SIMD8<UInt32>.self)) &- 0x4b40_0000
    var sum = part * 0.001_333_36 + 0.009_618_13
    sum = sum * part + 0.055_504_11
    sum = sum * part + 0.240_226_51
    sum = sum * part + 0.693_147_18
    sum = sum * part + 1
    let scaled = unsafeBitCast(sum, to: SIMD8<Int32>.self) &+ (bits &<< 23)
    values = unsafeBitCast(scaled, to: SIMD8<Float>.self)
  }
}
