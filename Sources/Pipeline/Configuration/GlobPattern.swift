/// A pattern over paths: `*` stands for any run of characters within a name, `**` for any run of folders, `?` for one
/// character within a name. A pattern that ends in `/`, or names a folder, covers all that lies below it.
struct GlobPattern: Sendable {
  private let parts: [[UInt8]]

  /// A leading `/` is dropped: patterns always count from the root.
  init(_ text: String) {
    parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true).map { Array($0) }
  }

  func matches(_ path: String) -> Bool {
    guard !parts.isEmpty else { return false }
    let names = path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    // reachable[n]: the first n names can be covered by the pattern's parts so far.
    var reachable = [Bool](repeating: false, count: names.count + 1)
    reachable[0] = true
    for part in parts {
      var next = [Bool](repeating: false, count: names.count + 1)
      if part == Array("**".utf8) {
        var any = false
        for index in 0...names.count {
          any = any || reachable[index]
          next[index] = any
        }
      } else {
        for index in 0..<names.count where reachable[index] && Self.matches(part, names[index]) {
          next[index + 1] = true
        }
      }
      reachable = next
    }
    // Whatever lies below a covered folder is covered.
    return reachable.contains(true)
  }

  /// Matches one name in time linear in its length for each `*`, with no backtracking beyond the last one.
  private static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
    var (position, index, star, mark) = (0, 0, -1, 0)
    while index < name.count {
      if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
        star = position
        mark = index
        position += 1
      } else if position < pattern.count, pattern[position] == name[index] || pattern[position] == UInt8(ascii: "?") {
        position += 1
        index += 1
      } else if star >= 0 {
        position = star + 1
        mark += 1
        index = mark
      } else {
        return false
      }
    }
    while position < pattern.count, pattern[position] == UInt8(ascii: "*") { position += 1 }
    return position == pattern.count
  }
}
