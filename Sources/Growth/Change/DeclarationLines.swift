import Facts

/// Which declaration each line of a file belongs to: the innermost one that begins and ends around it and is not local
/// to a body. Attributes belong to their declaration; comments above it to what is around it.
struct DeclarationLines {
  /// Sorted by line: from there on, that declaration; -1 for none.
  private var starts: [(line: Int, declaration: Int)] = []

  init(_ facts: FileFacts) {
    var open: [(declaration: Int, end: Int)] = []
    func close(before line: Int, _ starts: inout [(line: Int, declaration: Int)]) {
      while let last = open.last, last.end < line {
        open.removeLast()
        starts.append((last.end + 1, open.last?.declaration ?? -1))
      }
    }
    for (index, declaration) in facts.declarations.enumerated() where !declaration.traits.contains(.isLocal) {
      let lines = facts.lines(ofNode: Int(declaration.outerNode))
      close(before: lines.lowerBound, &starts)
      starts.append((lines.lowerBound, index))
      open.append((index, lines.upperBound))
    }
    close(before: .max, &starts)
  }

  /// Calls `body` with each declaration that has some of these lines, and how many.
  func forEach(from first: Int, count: Int, _ body: (_ declaration: Int, _ lines: Int) -> Void) {
    var line = first
    let end = first + count
    var index = position(of: line)
    while line < end {
      let next = index + 1 < starts.count ? min(end, max(line, starts[index + 1].line)) : end
      if index >= 0, next > line, starts[index].declaration >= 0 { body(starts[index].declaration, next - line) }
      line = next
      index += 1
      if index >= starts.count { return }
    }
  }

  /// Index of the last start at or before the line; -1 where there is none.
  private func position(of line: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
