package import Model

/// What is known of each line of a snapshot: when it was last changed, and whether a later fix changed or deleted it.
/// Lines are followed as ``FollowedLines`` does it.
package struct LineFates: Sendable {
  private let cutOff: Int
  private let fixes: Set<Int>
  /// Numbers of lines by path, as they are asked about.
  private let lineCounts: [(path: String, count: Int)]
  /// Up to the snapshot the number of a line is that of the step that changed it last, after it its place in `isFixed`.
  private var lines = FollowedLines()
  private var isFrozen = false
  private var places: [String: Range<Int>] = [:]
  private var changes: [Int32] = []
  private var fixed: [Bool] = []

  /// `cutOff` is the position of the step that the snapshot is of, `fixes` are those of steps after it that mend
  /// something, `files` the paths and numbers of lines that will be asked about.
  package init(cutOff: Int, fixes: Set<Int>, files: [(path: String, lines: Int)]) {
    self.cutOff = cutOff
    self.fixes = fixes
    lineCounts = files.map { ($0.path, $0.lines) }
  }

  /// Applies what a step changed, in the order of steps.
  package mutating func apply(_ files: [ChangedFile], step: Int) {
    if step > cutOff { freeze() }
    let isPast = step <= cutOff
    let isFix = fixes.contains(step)
    var hit: [Int32] = []
    lines.apply(files) { _ in
      isPast ? Int32(clamping: step) : FollowedLines.unknown
    } deleted: { file, number in
      // Of a file that goes as a whole nothing was mended.
      if !isPast, isFix, file.newBlob != nil { hit.append(number) }
    }
    for number in hit { fixed[Int(number)] = true }
  }

  /// The numbers of lines, once they are those of the snapshot, become places.
  private mutating func freeze() {
    guard !isFrozen else { return }
    isFrozen = true
    var numbers: [String: [Int32]] = [:]
    for file in lineCounts {
      let known = lines.numbers[file.path] ?? []
      let range = changes.count..<(changes.count + file.count)
      places[file.path] = range
      numbers[file.path] = range.map { Int32(clamping: $0) }
      changes += (0..<file.count).map { $0 < known.count ? known[$0] : FollowedLines.unknown }
    }
    fixed = [Bool](repeating: false, count: changes.count)
    lines = FollowedLines(numbers)
  }

  /// Position of the step that changed a line last before the snapshot; nil where that was before the first step, or is
  /// not known. Lines count from 1.
  package mutating func lastChange(of line: Int, in path: String) -> Int? {
    freeze()
    guard let place = place(of: line, in: path), changes[place] >= 0 else { return nil }
    return Int(changes[place])
  }

  /// Whether a fix after the snapshot changed or deleted a line.
  package mutating func isFixed(_ line: Int, in path: String) -> Bool {
    freeze()
    return place(of: line, in: path).map { fixed[$0] } ?? false
  }

  private func place(of line: Int, in path: String) -> Int? {
    guard let range = places[path], (1...max(1, range.count)).contains(line), !range.isEmpty else { return nil }
    return range.lowerBound + line - 1
  }
}
