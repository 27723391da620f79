package import Model

/// Which changes along a history belong to which file of its end, through renames.
package struct FileLineage: Sendable {
  /// What happened to one file of the end.
  package struct File: Sendable, Equatable {
    package var path: String
    /// Steps that changed it.
    package var revisions = 0
    package var addedLines = 0
    package var deletedLines = 0
    /// Step that brought it under its first name, and the one that changed it last.
    var firstStep = 0
    var lastStep = 0
    /// Lines that each author added or deleted, by the author's place in ``FileLineage/authors``.
    var linesByAuthor: [Int: Int] = [:]

    /// Added and deleted lines.
    package var churn: Int { addedLines + deletedLines }
  }

  /// Files that are there at the end, by path.
  package private(set) var files: [String: File] = [:]
  /// Everybody who changed a file, in the order in which they first did.
  private(set) var authors: [HistoryStep.Person] = []

  /// `changes` are in the order of their steps; those before the step `first` only carry names along.
  package init(_ changes: [HistoryLine.FileChange], steps: [HistoryLine.Step], since first: Int = 0) {
    var numbers: [HistoryStep.Person: Int] = [:]
    var start = 0
    while start < changes.count {
      var end = start
      while end < changes.count, changes[end].step == changes[start].step { end += 1 }
      let step = changes[start].step
      let author = steps[step].author
      let number = numbers[author] ?? authors.count
      if numbers[author] == nil {
        numbers[author] = number
        authors.append(author)
      }
      // All leave their old paths before any takes a new one: files may swap names.
      let moving = changes[start..<end].map { change in change.oldPath.flatMap { files.removeValue(forKey: $0) } }
      for (change, moved) in zip(changes[start..<end], moving) {
        take(change, moved: moved, author: number, counts: step >= first)
      }
      start = end
    }
  }

  private mutating func take(_ change: HistoryLine.FileChange, moved: File?, author: Int, counts: Bool) {
    if change.existence < 0 {
      files[change.path] = nil
      return
    }
    var file =
      moved ?? (change.existence > 0 ? nil : files[change.path])
      ?? File(path: change.path, firstStep: change.step, lastStep: change.step)
    file.path = change.path
    if counts {
      file.revisions += 1
      file.addedLines += change.addedLines
      file.deletedLines += change.deletedLines
      file.linesByAuthor[author, default: 0] += change.addedLines + change.deletedLines
    }
    file.lastStep = change.step
    files[change.path] = file
  }
}
