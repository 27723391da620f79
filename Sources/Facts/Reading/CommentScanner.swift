/// Finds the comments in a stretch of trivia: white space, comments, and text that is neither.
struct CommentScanner {
  /// Calls `found` for every comment within `range`, in order.
  func scan(
    _ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, found: (CommentFact.Kind, Range<Int>) -> Void
  ) {
    var index = range.lowerBound
    while index + 1 < range.upperBound {
      guard source[index] == UInt8(ascii: "/") else {
        index += 1
        continue
      }
      switch source[index + 1] {
      case UInt8(ascii: "/"):
        let end = lineEnd(source, from: index, limit: range.upperBound)
        let isDoc =
          index + 2 < end && source[index + 2] == UInt8(ascii: "/")
          && !(index + 3 < end && source[index + 3] == UInt8(ascii: "/"))
        found(isDoc ? .docLine : .line, index..<end)
        index = end
      case UInt8(ascii: "*"):
        let end = blockEnd(source, from: index, limit: range.upperBound)
        let isDoc = index + 4 < end && source[index + 2] == UInt8(ascii: "*")
        found(isDoc ? .docBlock : .block, index..<end)
        index = end
      default: index += 1
      }
    }
  }

  private func lineEnd(_ source: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    var index = start
    while index < limit, source[index] != UInt8(ascii: "\n"), source[index] != UInt8(ascii: "\r") { index += 1 }
    return index
  }

  /// Block comments nest. One that never ends reaches to the end of the trivia.
  private func blockEnd(_ source: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
    var index = start + 2
    var depth = 1
    while index + 1 < limit {
      switch (source[index], source[index + 1]) {
      case (UInt8(ascii: "*"), UInt8(ascii: "/")):
        depth -= 1
        index += 2
        if depth == 0 { return index }
      case (UInt8(ascii: "/"), UInt8(ascii: "*")):
        depth += 1
        index += 2
      default: index += 1
      }
    }
    return limit
  }
}
