package import Model

/// One file of a snapshot that xtal may read.
package struct SourceFile: Sendable, Equatable {
  /// Why the file is of interest.
  package enum Kind: UInt8, Sendable {
    /// A Swift source file, manifests included.
    case swift
    /// `Package.swift` or `Package@swift-x.y.swift`; also analysed as a Swift source.
    case manifest
    /// `project.pbxproj`.
    case xcodeProject
    /// A document in Markdown, for the Swift code that it shows.
    case document

    /// Whether it is Swift source.
    package var isSource: Bool { self == .swift || self == .manifest }
  }

  /// Path relative to the root, `/` between its parts, as reports show it: invalid UTF-8 is written `\xNN`.
  package var path: String
  /// The path's bytes as git or the file system has them.
  package var rawPath: [UInt8]
  package var kind: Kind
  package var blob: BlobID
  /// Size in bytes.
  package var size: Int
  /// Whether a symbolic link elsewhere in the snapshot leads to it, so that it is compiled there too.
  package var isLinked = false

  package init(path: String, rawPath: [UInt8], kind: Kind, blob: BlobID, size: Int) {
    self.path = path
    self.rawPath = rawPath
    self.kind = kind
    self.blob = blob
    self.size = size
  }
}

/// Reads the bytes of a snapshot's files. Safe to call from several threads at once.
package protocol SourceReading: Sendable {
  /// Calls `body` with the file's bytes, valid for the call only.
  ///
  /// Throws ``AnalysisError`` where the file cannot be read, or differs from the blob the snapshot names.
  func withBytes<Result>(of file: SourceFile, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result
}

/// One immutable list of source files with their blob ids: the working tree, a commit, or a plain folder.
package struct RepositorySnapshot: Sendable {
  /// The root folder's name for reports.
  package var repository: String
  /// The commit's id: of the commit asked for, or of `HEAD` for a working tree; empty without history.
  package var revision: String
  /// Whether the working tree's tracked or untracked files differ from `revision`.
  package var isDirty: Bool
  /// Sorted by path bytes; one entry a path.
  package var files: [SourceFile]
  /// What could not be read or was left out, with the reason; sorted.
  package var gaps: [Coverage.Gap]
  package var reader: any SourceReading

  package init(
    repository: String, revision: String, isDirty: Bool, files: [SourceFile], gaps: [Coverage.Gap],
    reader: any SourceReading
  ) {
    self.repository = repository
    self.revision = revision
    self.isDirty = isDirty
    self.files = files
    self.gaps = gaps
    self.reader = reader
  }
}
