/// What one commit did to one source file, against its first parent.
package struct ChangedFile: Sendable, Equatable {
  /// Path relative to the root, as reports show it.
  package var path: String
  /// The path it had before, where it was renamed; nil else.
  package var oldPath: String?
  /// Content before; nil for a new file.
  package var oldBlob: BlobID?
  /// Content after; nil for a file that is gone.
  package var newBlob: BlobID?
  /// Lines that the new version has and the old one had not.
  package var addedLines = 0
  /// Lines that the old version had and the new one has not.
  package var deletedLines = 0
  /// Runs of lines that were replaced, in order.
  package var hunks: [LineHunk] = []
  /// The declarations that those lines stand in.
  package var declarations: [ChangedDeclaration] = []

  package init(path: String, oldPath: String? = nil, oldBlob: BlobID?, newBlob: BlobID?) {
    self.path = path
    self.oldPath = oldPath
    self.oldBlob = oldBlob
    self.newBlob = newBlob
  }
}

/// A run of lines that one version of a file has in the place of a run of the other. Lines count from 1.
package struct LineHunk: Sendable, Equatable {
  /// First replaced line; the line before the place where `oldCount` is 0.
  package var oldStart: Int
  package var oldCount: Int
  /// First new line; the line before the place where `newCount` is 0.
  package var newStart: Int
  package var newCount: Int

  package init(oldStart: Int, oldCount: Int, newStart: Int, newCount: Int) {
    self.oldStart = oldStart
    self.oldCount = oldCount
    self.newStart = newStart
    self.newCount = newCount
  }
}

/// What a commit did within one declaration.
package struct ChangedDeclaration: Sendable, Equatable {
  /// Qualified name; of an extension the name of the extended type.
  package var name: String
  package var addedLines: Int
  package var deletedLines: Int

  package init(name: String, addedLines: Int, deletedLines: Int) {
    self.name = name
    self.addedLines = addedLines
    self.deletedLines = deletedLines
  }
}

extension LineHunk {
  /// Where the line of the old version is in the new one; nil for a line that is gone.
  package static func moved(_ line: Int, by hunks: [LineHunk]) -> Int? {
    var shift = 0
    for hunk in hunks {
      if hunk.oldCount == 0 {
        if line <= hunk.oldStart { break }
      } else {
        if line < hunk.oldStart { break }
        if line < hunk.oldStart + hunk.oldCount { return nil }
      }
      shift += hunk.newCount - hunk.oldCount
    }
    return line + shift
  }
}
