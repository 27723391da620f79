import Facts
import Model

/// Prefix sums over a file's tokens, from which the hash of any range of tokens follows at once.
struct TokenPrefixHashes {
  /// The hash of a range of tokens in both readings.
  struct RangeHash: Equatable {
    var shape: UInt64
    var text: UInt64
  }

  /// Any odd number with well-mixed bits.
  private static let base: UInt64 = 0x9e37_79b9_7f4a_7c15

  private var shapes: [UInt64]
  private var texts: [UInt64]
  /// `base` to the power of 2ᵏ.
  private let powers: [UInt64]

  /// Sums up the tokens of a file. Each distinct text is hashed once.
  init(_ facts: FileFacts) {
    var power = Self.base
    powers = (0..<32).map { _ in
      defer { power = power &* power }
      return power
    }
    shapes = [UInt64](repeating: 0, count: facts.tokens.count + 1)
    texts = [UInt64](repeating: 0, count: facts.tokens.count + 1)
    sum(facts)
  }

  private mutating func sum(_ facts: FileFacts) {
    let nameCode = Self.code(of: .identifier)
    let base = Self.base
    let strings = facts.strings
    var codes = [UInt64](repeating: 0, count: strings.count)
    // Buffers rather than arrays: this loop runs over every token of the repository.
    facts.tokens.kinds.withUnsafeBufferPointer { kinds in
      facts.tokens.texts.withUnsafeBufferPointer { ids in
        shapes.withUnsafeMutableBufferPointer { shapes in
          texts.withUnsafeMutableBufferPointer { texts in
            var shape: UInt64 = 0
            var text: UInt64 = 0
            for index in kinds.indices {
              let id = Int(ids[index].index)
              var code = codes[id]
              if code == 0 {
                code = strings.withBytes(of: ids[index]) { Self.code(of: $0) }
                codes[id] = code
              }
              text = text &* base &+ code
              switch kinds[index] {
              case .identifier, .dollarIdentifier: shape = shape &* base &+ nameCode
              case .integerLiteral, .floatLiteral, .stringSegment, .regexLiteral:
                shape = shape &* base &+ Self.code(of: kinds[index])
              default: shape = shape &* base &+ code
              }
              texts[index + 1] = text
              shapes[index + 1] = shape
            }
          }
        }
      }
    }
  }

  /// The hash of the tokens in `start ..< end`, the same wherever in whatever file they stand.
  func hash(from start: Int, to end: Int) -> RangeHash {
    var scale: UInt64 = 1
    var rest = end - start
    var bit = 0
    while rest > 0 {
      if rest & 1 == 1 { scale = scale &* powers[bit] }
      rest >>= 1
      bit += 1
    }
    return RangeHash(
      shape: Self.mixed(shapes[end] &- shapes[start] &* scale, end - start),
      text: Self.mixed(texts[end] &- texts[start] &* scale, end - start))
  }

  /// The code of all names, and of all literals of a kind. The number is the place of the kind among those.
  private static func code(of kind: TokenKind) -> UInt64 {
    switch kind {
    case .integerLiteral: mixed(2, 1)
    case .floatLiteral: mixed(3, 1)
    case .stringSegment: mixed(4, 1)
    case .regexLiteral: mixed(5, 1)
    default: mixed(1, 1)
    }
  }

  /// The code of a text, never 0.
  private static func code(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = StableHash()
    for byte in bytes { hash.combine(byte: byte) }
    return mixed(hash.value, bytes.count) | 1
  }

  /// Spreads the sum's high bits, which carry most, over all (the finaliser of SplitMix64, Steele and others 2014).
  private static func mixed(_ value: UInt64, _ length: Int) -> UInt64 {
    var hash = value &+ UInt64(truncatingIfNeeded: length) &* 0xd6e8_feb8_6659_fd93
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    return hash ^ (hash >> 31)
  }
}
