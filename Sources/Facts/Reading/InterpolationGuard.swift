/// Recognises strings nested in interpolations of strings so deeply that the lexer would need memory growing with the
/// square of the depth: 4,000 levels, 12 KB of text, cost it 780 MB.
///
/// A count of parentheses, not a lexer: parentheses in comments and strings may mislead it, which costs at most one
/// odd file its analysis. Linear, and nearly free for a file with few interpolations.
enum InterpolationGuard {
  /// Deeper nesting is refused. People write two or three levels.
  static let maximumDepth = 256

  static func isTooDeep(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard hasManyInterpolations(bytes) else { return false }
    var isInterpolation: [Bool] = []
    var depth = 0
    for index in 0..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "("):
        let opens = index > 0 && (bytes[index - 1] == UInt8(ascii: "\\") || bytes[index - 1] == UInt8(ascii: "#"))
        isInterpolation.append(opens)
        if opens { depth += 1 }
        if depth > maximumDepth { return true }
      case UInt8(ascii: ")"):
        if isInterpolation.popLast() == true { depth -= 1 }
      default: break
      }
    }
    return false
  }

  private static func hasManyInterpolations(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var count = 0
    var index = 0
    while let found = ByteSearch.first(UInt8(ascii: "\\"), in: bytes, from: index), found + 1 < bytes.count {
      index = found + 1
      guard bytes[index] == UInt8(ascii: "(") || bytes[index] == UInt8(ascii: "#") else { continue }
      count += 1
      if count > maximumDepth { return true }
    }
    return false
  }
}
