import CLibgit2
import Model

/// One path at which two trees differ: a file, link or submodule, never a folder.
package struct GitTreeChange: Sendable, Equatable {
  /// What a tree has at a path.
  package struct Side: Sendable, Equatable {
    package var kind: GitEntryKind
    package var id: GitObjectID
  }

  /// From the trees' root, with `/` between its parts.
  package var path: [UInt8]
  /// Nil where the path is new.
  package var old: Side?
  /// Nil where the path is gone.
  package var new: Side?
}

extension GitRepository {
  /// The paths at which two trees differ, in git's order; nil stands for the empty tree.
  ///
  /// Folders that are the same in both are not opened, so the cost is that of what changed. A path that is a file in one
  /// tree and a folder in the other is gone and new. Folders that the repository does not hold (a partial clone) are
  /// passed over. Throws ``AnalysisError`` for damaged trees and for trees too deep to be real.
  package func changes(from old: GitObjectID?, to new: GitObjectID?) throws -> [GitTreeChange] {
    var comparison = TreeComparison(repository: self)
    try comparison.compare(old, new, depth: 0)
    return comparison.changes
  }

  /// The direct entries of a tree, in git's order; nil where the repository does not hold it.
  fileprivate func entries(of tree: GitObjectID) throws -> [TreeComparison.Entry]? {
    var oid = tree.oid
    guard git_odb_exists(objects, &oid) == 1 else { return nil }
    var result: [TreeComparison.Entry] = []
    var buffer = [UInt8]()
    try forEachEntry(of: tree, buffer: &buffer) { kind, id, name in
      result.append(TreeComparison.Entry(name: name, kind: kind, id: id))
    }
    return result
  }
}

/// Two trees on the way of being compared.
private struct TreeComparison {
  struct Entry {
    var name: [UInt8]
    var kind: GitEntryKind
    var id: GitObjectID

    /// Git sorts a folder as if its name ended in a slash.
    func comes(before other: Entry) -> Bool {
      let common = min(name.count, other.name.count)
      for index in 0..<common where name[index] != other.name[index] { return name[index] < other.name[index] }
      return sign(at: common) < other.sign(at: common)
    }

    private func sign(at index: Int) -> Int {
      if index < name.count { return Int(name[index]) }
      return index == name.count && kind == .folder ? Int(UInt8(ascii: "/")) : -1
    }
  }

  private static let deepest = 1024

  let repository: GitRepository
  private(set) var changes: [GitTreeChange] = []
  private var path: [UInt8] = []

  init(repository: GitRepository) { self.repository = repository }

  mutating func compare(_ old: GitObjectID?, _ new: GitObjectID?, depth: Int) throws {
    guard old != new else { return }
    guard depth <= Self.deepest else {
      throw AnalysisError("A tree of the repository is too deep to be real. Check it with `git fsck`.")
    }
    guard let left = try old.map({ try repository.entries(of: $0) }) ?? [],
      let right = try new.map({ try repository.entries(of: $0) }) ?? []
    else { return }
    var (first, second) = (0, 0)
    while first < left.count || second < right.count {
      let isLeft = first < left.count && (second == right.count || !right[second].comes(before: left[first]))
      let isRight = second < right.count && (first == left.count || !left[first].comes(before: right[second]))
      try visit(isLeft ? left[first] : nil, isRight ? right[second] : nil, depth: depth)
      if isLeft { first += 1 }
      if isRight { second += 1 }
    }
  }

  private mutating func visit(_ old: Entry?, _ new: Entry?, depth: Int) throws {
    guard let name = old?.name ?? new?.name else { return }
    if let old, let new, old.id == new.id, old.kind == new.kind { return }
    let length = path.count
    path.append(contentsOf: name)
    defer { path.removeSubrange(length...) }
    let (oldFolder, newFolder) = (old?.kind == .folder ? old?.id : nil, new?.kind == .folder ? new?.id : nil)
    if oldFolder != nil || newFolder != nil {
      path.append(UInt8(ascii: "/"))
      try compare(oldFolder, newFolder, depth: depth + 1)
    } else {
      changes.append(
        GitTreeChange(
          path: path, old: old.map { GitTreeChange.Side(kind: $0.kind, id: $0.id) },
          new: new.map { GitTreeChange.Side(kind: $0.kind, id: $0.id) }))
    }
  }
}
