/// Breaks runs of text into lines of a given width.
///
/// It breaks at spaces; a word longer than a line (a path, a symbol) after one of `/ . , : -`, and where there is
/// none, anywhere. The texts have to be sanitized before, since an escape is wider than the character it replaces.
struct LineWrapper {
  private struct Cell {
    var character: Character
    var role: TextRun.Role
    var columns: Int
  }

  private let cells: [Cell]

  /// The lines, at least one: the first `width` columns long, the others shorter by `hanging`.
  static func lines(_ runs: [TextRun], width: Int, hanging: Int = 0) -> [[TextRun]] {
    if runs.reduce(0, { $0 + DisplayWidth.columns(of: $1.text) }) <= width { return [runs] }
    return LineWrapper(runs).lines(width: max(1, width), rest: max(1, width - hanging))
  }

  private init(_ runs: [TextRun]) {
    cells = runs.flatMap { run in
      run.text.map { Cell(character: $0, role: run.role, columns: DisplayWidth.columns(of: $0)) }
    }
  }

  private func lines(width: Int, rest: Int) -> [[TextRun]] {
    var result: [[TextRun]] = []
    var start = 0
    while start < cells.count {
      let end = breakPoint(from: start, width: result.isEmpty ? width : rest)
      result.append(runs(start..<end))
      start = end
      while start < cells.count, cells[start].character == " " { start += 1 }
    }
    return result.isEmpty ? [[]] : result
  }

  /// Index behind the last cell of the line that begins at `start`.
  private func breakPoint(from start: Int, width: Int) -> Int {
    var limit = start
    var used = 0
    while limit < cells.count, used + cells[limit].columns <= width {
      used += cells[limit].columns
      limit += 1
    }
    if limit == cells.count { return limit }
    // The cell behind a full line may be the space that ends its last word.
    var space = limit
    while space > start, cells[space].character != " " { space -= 1 }
    if space > start { return space }
    var joint = limit
    while joint > start + width / 3, !LineWrapper.isJoint(cells[joint - 1].character) { joint -= 1 }
    if joint > start + width / 3 { return joint }
    // A character wider than the line still has to go somewhere.
    return max(limit, start + 1)
  }

  private static func isJoint(_ character: Character) -> Bool {
    switch character {
    case "/", ".", ",", ":", "-": true
    default: false
    }
  }

  private func runs(_ range: Range<Int>) -> [TextRun] {
    var result: [TextRun] = []
    for cell in cells[range] {
      if let last = result.indices.last, result[last].role == cell.role {
        result[last].text.append(cell.character)
      } else {
        result.append(TextRun(String(cell.character), cell.role))
      }
    }
    while let last = result.indices.last, result[last].text.last == " " {
      result[last].text.removeLast()
      if result[last].text.isEmpty { result.removeLast() }
    }
    return result
  }
}
