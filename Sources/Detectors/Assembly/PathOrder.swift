/// The order of paths by their bytes.
enum PathOrder {
  /// The indices of the paths in their order; equal ones as they stand. Cheap where they are sorted already.
  static func sorted(_ paths: [String]) -> [Int] {
    let indices = Array(paths.indices)
    if indices.dropFirst().allSatisfy({ !precedes(paths[$0], paths[$0 - 1]) }) { return indices }
    return indices.sorted { precedes(paths[$0], paths[$1]) }
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    let isBefore = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in
        var index = 0
        while index < left.count, index < right.count, left[index] == right[index] { index += 1 }
        guard index < left.count, index < right.count else { return left.count < right.count }
        return left[index] < right[index]
      }
    }
    return (isBefore ?? nil) ?? left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
