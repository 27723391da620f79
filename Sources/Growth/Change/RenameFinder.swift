package import Git
package import Model

/// How much is done to find renamed files.
package struct RenameLimit: Sendable, Equatable {
  /// Least share of a file's bytes that stand in lines of both versions, in percent. Git's own default is 50.
  var similarity = 50
  /// Most pairs of a gone and a new file whose contents are compared in one commit; beyond it, only files of the same
  /// content are taken for renamed. The work is quadratic.
  var pairs = 2_500

  package init() {}
}

/// Pairs files that are gone with files that are new, by their contents.
struct RenameFinder {
  /// Files beyond this are paired by equal content only.
  private static let largestFile = 1 << 20

  let limit: RenameLimit

  /// The files with each renamed pair made one. Equal contents go first, then the most similar; of equals the first by
  /// path.
  func paired(gone: [ChangedFile], added: [ChangedFile], in repository: GitRepository) -> [ChangedFile] {
    guard !gone.isEmpty, !added.isEmpty else { return gone + added }
    var oldOfNew = [Int?](repeating: nil, count: added.count)
    var isTaken = [Bool](repeating: false, count: gone.count)
    pairEqual(gone, added, &oldOfNew, &isTaken)
    let open = (gone.indices.filter { !isTaken[$0] }, added.indices.filter { oldOfNew[$0] == nil })
    if open.0.count * open.1.count <= limit.pairs {
      for (old, new) in similarPairs(gone, open.0, added, open.1, in: repository)
      where !isTaken[old] && oldOfNew[new] == nil {
        isTaken[old] = true
        oldOfNew[new] = old
      }
    }
    let renamed = added.enumerated().map { index, file in
      guard let old = oldOfNew[index] else { return file }
      return ChangedFile(
        path: file.path, oldPath: gone[old].path, oldBlob: gone[old].oldBlob, newBlob: file.newBlob)
    }
    return renamed + gone.indices.filter { !isTaken[$0] }.map { gone[$0] }
  }

  private func pairEqual(
    _ gone: [ChangedFile], _ added: [ChangedFile], _ oldOfNew: inout [Int?], _ isTaken: inout [Bool]
  ) {
    var waiting: [BlobID: [Int]] = [:]
    for index in gone.indices.reversed() {
      if let blob = gone[index].oldBlob { waiting[blob, default: []].append(index) }
    }
    // A file that kept its name goes before one that did not.
    for isSameName in [true, false] {
      for (new, file) in added.enumerated() where oldOfNew[new] == nil {
        guard let blob = file.newBlob, let candidates = waiting[blob] else { continue }
        let position = candidates.lastIndex { !isSameName || Self.name(gone[$0].path) == Self.name(file.path) }
        guard let position else { continue }
        let old = candidates[position]
        waiting[blob]?.remove(at: position)
        isTaken[old] = true
        oldOfNew[new] = old
      }
    }
  }

  private static func name(_ path: String) -> Substring { path[(path.lastIndex(of: "/") ?? path.startIndex)...] }

  /// Pairs above the limit, the most similar first.
  private func similarPairs(
    _ gone: [ChangedFile], _ old: [Int], _ added: [ChangedFile], _ new: [Int], in repository: GitRepository
  ) -> [(old: Int, new: Int)] {
    guard !old.isEmpty, !new.isEmpty else { return [] }
    let left = old.map { gone[$0].oldBlob.flatMap { Self.lines(of: $0, in: repository) } }
    let right = new.map { added[$0].newBlob.flatMap { Self.lines(of: $0, in: repository) } }
    var found: [(score: Int, old: Int, new: Int)] = []
    for (first, leftLines) in left.enumerated() {
      guard let leftLines else { continue }
      for (second, rightLines) in right.enumerated() {
        guard let rightLines else { continue }
        let score = leftLines.similarity(to: rightLines)
        if score >= limit.similarity { found.append((score, old[first], new[second])) }
      }
    }
    found.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
    return found.map { ($0.old, $0.new) }
  }

  private static func lines(of blob: BlobID, in repository: GitRepository) -> LineSet? {
    guard case .size(let size) = repository.blobHeader(of: blob), size > 0, size <= largestFile else { return nil }
    return try? repository.withBlob(blob) { LineSet($0) }
  }
}

/// The lines of a file, each by its hash, with their bytes.
private struct LineSet {
  private var bytes: [UInt64: Int] = [:]
  private var total = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    var hash = StableHash()
    var length = 0
    for byte in text {
      hash.combine(byte: byte)
      length += 1
      guard byte == UInt8(ascii: "\n") else { continue }
      add(hash.value, length)
      hash = StableHash()
      length = 0
    }
    if length > 0 { add(hash.value, length) }
  }

  private mutating func add(_ line: UInt64, _ length: Int) {
    bytes[line, default: 0] += length
    total += length
  }

  /// Share of the larger file's bytes that stand in lines of both, in percent, as git counts it.
  func similarity(to other: LineSet) -> Int {
    // A tenth of the pairs is left after this.
    guard min(total, other.total) * 2 >= max(total, other.total) else { return 0 }
    var common = 0
    for (line, count) in bytes { common += min(count, other.bytes[line] ?? 0) }
    return common * 100 / max(1, max(total, other.total))
  }
}
