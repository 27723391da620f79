/// Where lines begin, and which of them hold code.
struct LineTable {
  /// Offset of each line's first byte; never empty.
  let starts: [UInt32]

  /// LF, CR LF and CR each end a line.
  init(_ source: UnsafeBufferPointer<UInt8>) {
    var starts: [UInt32] = [0]
    starts.reserveCapacity(source.count / 32 + 1)
    // Carriage returns are rare; without any, every line ends with the line feed that the search finds.
    if !ByteSearch.contains(UInt8(ascii: "\r"), in: source) {
      var start = 0
      while let end = ByteSearch.first(UInt8(ascii: "\n"), in: source, from: start) {
        start = end + 1
        starts.append(UInt32(start))
      }
      self.starts = starts
      return
    }
    var index = 0
    while index < source.count {
      let byte = source[index]
      index += 1
      if byte > UInt8(ascii: "\r") { continue }
      if byte == UInt8(ascii: "\n") {
        starts.append(UInt32(index))
      } else if byte == UInt8(ascii: "\r") {
        if index < source.count, source[index] == UInt8(ascii: "\n") { index += 1 }
        starts.append(UInt32(index))
      }
    }
    self.starts = starts
  }

  /// Marks every line that some token's text reaches, blank lines within strings excepted.
  func codeLines(tokens: TokenStream, strings: StringTable, source: UnsafeBufferPointer<UInt8>) -> [Bool] {
    var marks = [Bool](repeating: false, count: starts.count)
    var line = 0
    for index in 0..<tokens.count {
      let start = tokens.offsets[index]
      while line + 1 < starts.count, starts[line + 1] <= start { line += 1 }
      let kind = tokens.kinds[index]
      guard kind == .stringSegment || kind == .unknown || kind == .regexLiteral else {
        marks[line] = true
        continue
      }
      var byteIndex = Int(start)
      let end = byteIndex + strings.range(of: tokens.texts[index]).count
      var current = line
      while byteIndex < end {
        while current + 1 < starts.count, Int(starts[current + 1]) <= byteIndex { current += 1 }
        if source[byteIndex] > UInt8(ascii: " ") { marks[current] = true }
        byteIndex += 1
      }
    }
    return marks
  }
}
