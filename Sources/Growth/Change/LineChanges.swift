package import Facts
package import Git
package import Model

/// Compares the lines of a changed file, and says which declarations they stand in.
package enum LineChanges {
  /// Files beyond this are compared by their numbers of lines only, in bytes.
  private static let largestFile = 4 << 20

  /// The file with its lines compared. `old` and `new` are the facts of both versions where there are any.
  ///
  /// A version that the repository does not hold, or that is too large, leaves the lines at 0.
  package static func compared(
    _ file: ChangedFile, old: FileFacts?, new: FileFacts?, in repository: GitRepository
  ) -> ChangedFile {
    var result = file
    result.hunks = (try? hunks(of: file, in: repository)) ?? []
    result.addedLines = result.hunks.reduce(0) { $0 + $1.newCount }
    result.deletedLines = result.hunks.reduce(0) { $0 + $1.oldCount }
    result.declarations = declarations(result.hunks, old: old, new: new)
    return result
  }

  private static func hunks(of file: ChangedFile, in repository: GitRepository) throws -> [LineHunk] {
    guard isComparable(file.oldBlob, repository), isComparable(file.newBlob, repository) else { return [] }
    return try withBytes(file.oldBlob, repository) { old in
      try withBytes(file.newBlob, repository) { new in try GitRepository.hunks(from: old, to: new) }
    }
  }

  private static func isComparable(_ blob: BlobID?, _ repository: GitRepository) -> Bool {
    guard let blob else { return true }
    if case .size(let size) = repository.blobHeader(of: blob) { return size <= largestFile }
    return false
  }

  private static func withBytes<Result>(
    _ blob: BlobID?, _ repository: GitRepository, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    guard let blob else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
    return try repository.withBlob(blob, body)
  }

  // MARK: Declarations

  /// The declarations that the hunks touch, sorted by name: of each line the innermost one around it that is no local.
  private static func declarations(_ hunks: [LineHunk], old: FileFacts?, new: FileFacts?) -> [ChangedDeclaration] {
    var added: [String: Int] = [:]
    var deleted: [String: Int] = [:]
    if let new { count(hunks.map { ($0.newStart, $0.newCount) }, in: new, into: &added) }
    if let old { count(hunks.map { ($0.oldStart, $0.oldCount) }, in: old, into: &deleted) }
    return Set(added.keys).union(deleted.keys).sorted().map { name in
      ChangedDeclaration(name: name, addedLines: added[name, default: 0], deletedLines: deleted[name, default: 0])
    }
  }

  private static func count(_ runs: [(start: Int, count: Int)], in facts: FileFacts, into counts: inout [String: Int]) {
    let owners = DeclarationLines(facts)
    for run in runs where run.count > 0 {
      owners.forEach(from: run.start, count: run.count) { declaration, lines in
        counts[facts.qualifiedName(of: declaration), default: 0] += lines
      }
    }
  }
}
