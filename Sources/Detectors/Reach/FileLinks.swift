import Graph

/// Where the references of each file of a graph begin, those that were resolved and those that were not.
///
/// A class because every rule borrows it.
final class FileLinks: Sendable {
  /// For file `f` the indices `referenceStarts[f] ..< referenceStarts[f + 1]`.
  let referenceStarts: [Int]
  let unresolvedStarts: [Int]
  private let references: [Reference]
  private let unresolved: [UnresolvedReference]

  init(_ graph: CodeGraph) {
    references = graph.references
    unresolved = graph.unresolvedReferences
    referenceStarts = Self.starts(graph.references, files: graph.files.count, \.file)
    unresolvedStarts = Self.starts(graph.unresolvedReferences, files: graph.files.count, \.file)
  }

  func references(inFile file: Int) -> Range<Int> { referenceStarts[file]..<referenceStarts[file + 1] }

  func unresolved(inFile file: Int) -> Range<Int> { unresolvedStarts[file]..<unresolvedStarts[file + 1] }

  /// The first of the file's references that stands at a node or behind it.
  func firstReference(atOrBehind node: UInt32, inFile file: Int) -> Int {
    Self.first(in: references(inFile: file)) { references[$0].node >= node }
  }

  /// As ``firstReference(atOrBehind:inFile:)``, of those without a target.
  func firstUnresolved(atOrBehind node: UInt32, inFile file: Int) -> Int {
    Self.first(in: unresolved(inFile: file)) { unresolved[$0].node >= node }
  }

  /// Both lists are sorted by file: where each file's part begins.
  private static func starts<Item>(_ items: [Item], files: Int, _ file: (Item) -> Int32) -> [Int] {
    var starts = [Int](repeating: items.count, count: files + 1)
    var start = 0
    for index in 0..<files {
      start = first(in: start..<items.count) { Int(file(items[$0])) >= index }
      starts[index] = start
    }
    return starts
  }

  /// The first number that is far enough, by halving: all behind it are; the end of the range where none is.
  @inline(__always)
  private static func first(in range: Range<Int>, where isReached: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isReached(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
