package import Model

/// Numbers files along a history, each with one number through all its renames. A file that is deleted and made anew is
/// another one.
package struct FileIdentities: Sendable {
  private var numbers: [String: Int] = [:]
  private var count = 0

  package init() {}

  /// Follows the changes of one step, and gives for each the number of its file.
  package mutating func take(_ changes: some Collection<HistoryLine.FileChange>) -> [Int] {
    // All leave their old paths before any takes a new one: files may swap names.
    let moving = changes.map { change in change.oldPath.map { number(at: $0) } }
    for change in changes { if let old = change.oldPath { numbers[old] = nil } }
    return zip(changes, moving).map { change, moved in
      if change.existence > 0 { numbers[change.path] = nil }
      let number = moved ?? number(at: change.path)
      numbers[change.path] = change.existence < 0 ? nil : number
      return number
    }
  }

  /// The number of the file that is at a path now, a new one where no change has named it yet.
  package mutating func number(at path: String) -> Int {
    if let known = numbers[path] { return known }
    defer { count += 1 }
    numbers[path] = count
    return count
  }
}
