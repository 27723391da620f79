package import Git
import Model

/// The commits of a selection, each after the ones it grew from.
///
/// Parents are followed by hand, so that a shallow clone gives what it has: libgit2's own walk fails there.
package struct CommitWalk: Sendable {
  /// One commit of the walk.
  package struct Step: Sendable, Equatable {
    package var commit: GitCommit
    /// Index in ``steps`` of the nearest selected commit among its ancestors by first parents; -1 for none.
    package var base: Int
    /// Whether it is the first of the walk although history goes on before it, because that is cut (a shallow clone) or
    /// not asked for: what it changed is not known.
    package var isOpening: Bool
  }

  /// Oldest first.
  package private(set) var steps: [Step] = []
  /// Number of commits at which history is cut: their parents are not in the repository, or cannot be read.
  package private(set) var cuts = 0

  /// Walks back from the tip, and no further back than to commits in `known`: those it comes to are steps, their parents
  /// are not looked at. Give it only where all commits are selected. Memory and time are linear in the number of commits.
  ///
  /// A commit that is missing or damaged cuts history like a shallow clone does; throws ``AnalysisError`` where that is
  /// the tip.
  package init(_ selection: CommitSelection, in repository: GitRepository, stoppingAt known: Set<GitObjectID> = [])
    throws
  {
    var reader = AncestryReader(repository: repository, boundary: repository.shallowCommits(), known: known)
    let all =
      selection.includesMerged
      ? try reader.everything(from: selection.tip) : try reader.firstParents(from: selection.tip)
    cuts = reader.cuts
    let tagged = selection.onlyTagged ? Set(try repository.taggedCommits().map(\.commit)) : nil
    select(all, selection, tagged: tagged)
  }

  private mutating func select(
    _ all: [AncestryReader.Found], _ selection: CommitSelection, tagged: Set<GitObjectID>?
  ) {
    // For each commit, selected or not, the nearest selected one at or before it by first parents.
    var nearest = [GitObjectID: Int](minimumCapacity: all.count)
    var hasBegun = [GitObjectID: Bool](minimumCapacity: all.count)
    for (index, found) in all.enumerated() {
      let commit = found.commit
      let parent = found.isCut ? nil : commit.parents.first
      let begins = parent.flatMap { hasBegun[$0] } ?? false || Self.isBeginning(commit, selection.beginning)
      hasBegun[commit.id] = begins
      let before = parent.flatMap { nearest[$0] } ?? -1
      let isWanted =
        begins && (tagged?.contains(commit.id) ?? (index % max(1, selection.interval) == 0))
        || commit.id == selection.tip
      guard isWanted else {
        nearest[commit.id] = before
        continue
      }
      nearest[commit.id] = steps.count
      steps.append(Step(commit: commit, base: before, isOpening: before < 0 && !commit.parents.isEmpty))
    }
  }

  private static func isBeginning(_ commit: GitCommit, _ beginning: CommitSelection.Beginning?) -> Bool {
    switch beginning {
    case nil: true
    case .commit(let id): commit.id == id
    case .time(let seconds): commit.committer.seconds >= seconds
    }
  }
}

/// Reads commits along their parents.
private struct AncestryReader {
  struct Found {
    var commit: GitCommit
    /// Whether its parents are not in the repository although it names some.
    var isCut: Bool
  }

  let repository: GitRepository
  let boundary: Set<GitObjectID>
  let known: Set<GitObjectID>
  private(set) var cuts = 0

  init(repository: GitRepository, boundary: Set<GitObjectID>, known: Set<GitObjectID>) {
    self.repository = repository
    self.boundary = boundary
    self.known = known
  }

  /// Reads the parents that are wanted of a commit: all, or the first. Where one of them cannot be read, history is cut
  /// at this commit.
  private mutating func readParents(of found: inout Found, all: Bool) -> [Found] {
    let parents = all ? found.commit.parents : Array(found.commit.parents.prefix(1))
    guard !parents.isEmpty, !known.contains(found.commit.id) else { return [] }
    var result: [Found] = []
    if !boundary.contains(found.commit.id) {
      for parent in parents {
        guard let commit = try? repository.commit(parent) else {
          found.isCut = true
          break
        }
        result.append(Found(commit: commit, isCut: false))
      }
    } else {
      found.isCut = true
    }
    if found.isCut { cuts += 1 }
    return found.isCut ? [] : result
  }

  /// First parents from the tip to the root, oldest first.
  mutating func firstParents(from tip: GitObjectID) throws -> [Found] {
    var result: [Found] = []
    var next: Found? = Found(commit: try repository.commit(tip), isCut: false)
    while var found = next {
      next = readParents(of: &found, all: false).first
      result.append(found)
    }
    return result.reversed()
  }

  /// Every commit that the tip comes from, each after its parents; first parents' lines come first.
  mutating func everything(from tip: GitObjectID) throws -> [Found] {
    var result: [Found] = []
    var seen: Set<GitObjectID> = [tip]
    // Parents wait in reverse, so that the first one is next.
    var open = [opened(Found(commit: try repository.commit(tip), isCut: false))]
    while let top = open.indices.last {
      guard let parent = open[top].parents.popLast() else {
        result.append(open.removeLast().found)
        continue
      }
      if seen.insert(parent.commit.id).inserted { open.append(opened(parent)) }
    }
    return result
  }

  private mutating func opened(_ found: Found) -> (found: Found, parents: [Found]) {
    var found = found
    let parents = readParents(of: &found, all: true)
    return (found, parents.reversed())
  }
}
