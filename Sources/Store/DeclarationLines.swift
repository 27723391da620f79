import Facts

/// First and last line of every declaration of a file, as ``FileFacts/lines(ofNode:)`` gives them.
///
/// Declarations stand in source order, so one walk along the lines finds all first lines, and each last line lies not
/// far behind its first; looking up each by itself costs several times as much.
struct DeclarationLines {
  private(set) var first = [Int]()
  private(set) var last = [Int]()

  init(of facts: FileFacts) {
    first.reserveCapacity(facts.declarations.count)
    last.reserveCapacity(facts.declarations.count)
    facts.lineStarts.withUnsafeBufferPointer { starts in
      var line = 0
      for declaration in facts.declarations {
        let node = facts.tree[Int(declaration.node)]
        guard node.endToken > node.firstToken else {
          let lines = facts.lines(ofNode: Int(declaration.node))
          first.append(lines.lowerBound)
          last.append(lines.upperBound)
          continue
        }
        line = Self.line(of: facts.tokens.offsets[Int(node.firstToken)], from: line, in: starts)
        let end = max(facts.endOffset(ofToken: Int(node.endToken) - 1), 1) - 1
        first.append(line + 1)
        last.append(max(line, Self.line(of: end, from: line, in: starts)) + 1)
      }
    }
  }

  /// Index of the line that holds the byte at `offset`, found by walking from `line`.
  private static func line(of offset: UInt32, from line: Int, in starts: UnsafeBufferPointer<UInt32>) -> Int {
    var line = line
    while line > 0, starts[line] > offset { line -= 1 }
    while line + 1 < starts.count, starts[line + 1] <= offset { line += 1 }
    return line
  }
}
