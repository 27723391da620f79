import Git
import Growth
import Model
import Snapshot
import Store

/// The commits that a run has to analyse, in order, with what each changed.
struct HistoryPlan: Sendable {
  struct Item: Sendable {
    var commit: GitCommit
    /// Index of the item it grew from; -1 for the first of a line.
    var base: Int
    /// Key of the step that is stored already; then the item stands for what others grew from.
    var stored: Int?
    var isOpening: Bool
    /// What differs from the base; nil where there is nothing to compare with, or it cannot be read.
    var changes: TreeChanges?
    /// Whether changed lines count.
    var counts: Bool
    /// Number of later items that grew from it.
    var children = 0
  }

  private(set) var items: [Item] = []
  /// What changed together up to each stored item that others grew from; empty without ``countsChanges``.
  var earlierChanges: [Int: CoChangeTable] = [:]
  /// Whether rules ask what changed together, and steps tell.
  let countsChanges: Bool
  private(set) var cuts = 0
  /// Number of commits that were selected, stored ones included.
  private(set) var selected = 0

  /// Reads the commits of `walk`, without those that `stored` knows, but with those of them that others grew from.
  init(_ walk: CommitWalk, selection: CommitSelection, stored: [GitObjectID: Int], countsChanges: Bool) {
    self.countsChanges = countsChanges
    cuts = walk.cuts
    selected = walk.steps.count
    var itemOfStep = [Int](repeating: -1, count: walk.steps.count)
    let needsStored = walk.steps.reduce(into: Set<Int>()) { needed, step in
      if step.base >= 0, stored[step.commit.id] == nil { needed.insert(step.base) }
    }
    for (index, step) in walk.steps.enumerated() {
      let known = stored[step.commit.id]
      if known != nil, !needsStored.contains(index) { continue }
      let base = known == nil && step.base >= 0 ? itemOfStep[step.base] : -1
      if base >= 0 { items[base].children += 1 }
      itemOfStep[index] = items.count
      let isRepeated = selection.includesMerged && step.commit.parents.count > 1
      items.append(
        Item(
          commit: step.commit, base: base, stored: known, isOpening: step.isOpening, changes: nil,
          counts: !step.isOpening && !isRepeated))
    }
  }

  /// Number of items that are to be analysed and stored.
  var newCount: Int { items.count { $0.stored == nil } }

  /// Compares the trees of all items with those of their bases, on several threads, each with a handle of its own.
  ///
  /// Files that `excluded` matches do not count as changed.
  mutating func compareTrees(at path: String, excluded: [String], workers: Int) throws {
    let globs = excluded.map { GlobPattern($0) }
    let items = items
    let changes = try CommitTasks.map(count: items.count, at: path, workers: workers) { index, commits in
      Self.changes(of: items[index], items, commits)
    }
    for (index, found) in changes.enumerated() {
      self.items[index].changes = found
      if !globs.isEmpty {
        self.items[index].changes?.files.removeAll { file in globs.contains { $0.matches(file.path) } }
      }
    }
  }

  /// Makes `counted` what changed together up to an item, itself included. Where it was counted for an earlier item on the
  /// way, it goes on from there.
  func count(upTo index: Int, into counted: inout (index: Int, table: CoChangeTable)?) {
    var way: [Int] = []
    var next = index
    while next >= 0, next != counted?.index, items[next].stored == nil {
      way.append(next)
      next = items[next].base
    }
    if counted == nil || next != counted?.index {
      counted = (index, next >= 0 ? earlierChanges[next] ?? CoChangeTable() : CoChangeTable())
    }
    for item in way.reversed() where items[item].counts { counted?.table.add(items[item].changes?.files ?? []) }
    counted?.index = index
  }

  private static func changes(of item: Item, _ items: [Item], _ commits: CommitSnapshots) -> TreeChanges? {
    guard item.stored == nil, !item.isOpening else { return nil }
    // A damaged tree is told when the commit itself is analysed.
    return try? TreeChanges(
      from: item.base >= 0 ? commits.tree(of: items[item.base].commit) : nil, to: commits.tree(of: item.commit),
      in: commits.repository, renames: RenameLimit())
  }
}
