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
    var low = referenceStarts[file]
    var high = referenceStarts[file + 1]
    while low < high {
      let middle = (low + high) / 2
      if references[middle].node < node { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// As ``firstReference(atOrBehind:inFile:)``, of those without a target.
  func firstUnresolved(atOrBehind node: UInt32, inFile file: Int) -> Int {
    var low = unresolvedStarts[file]
    var high = unresolvedStarts[file + 1]
    while low < high {
      let middle = (low + high) / 2
      if unresolved[middle].node < node { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Both lists are sorted by file: where each file's part begins, by halving.
  private static func starts<Item>(_ items: [Item], files: Int, _ file: (Item) -> Int32) -> [Int] {
    var starts = [Int](repeating: items.count, count: files + 1)
    var first = 0
    for index in 0..<files {
      var high = items.count
      while first < high {
        let middle = (first + high) / 2
        if Int(file(items[middle])) < index { first = middle + 1 } else { high = middle }
      }
      starts[index] = first
    }
    return starts
  }
}
