/// How often files changed, and how often two of them changed in the same commit: change coupling as code-maat counts it
/// (A. Tornhill, "Your Code as a Crime Scene", 2015).
///
/// A file is one file through its renames. Commits that touch more files than the limit say nothing of which files belong
/// together (imports, formatting, licences) and are left out of both counts.
package struct CoChangeTable: Sendable, Equatable {
  /// Most source files that a commit may touch to be counted.
  package static let bulkLimit = 30
  /// Pairs with so many shared commits are kept apart, so that they are found without a look at all others.
  private static let frequentCount = 5

  /// Two files that changed together.
  package struct Pair: Sendable, Equatable {
    /// The first path by its bytes.
    package var first: String
    package var second: String
    /// Commits that touched both.
    package var shared: Int
    /// Commits that touched each.
    package var revisions: (Int, Int)

    /// Shared commits ÷ mean commits of the two, in (0, 1].
    package var degree: Double { Double(shared) * 2 / Double(max(1, revisions.0 + revisions.1)) }

    package static func == (left: Pair, right: Pair) -> Bool {
      left.first == right.first && left.second == right.second && left.shared == right.shared
        && left.revisions == right.revisions
    }
  }

  private var paths: [String] = []
  private var numbers: [String: Int] = [:]
  private var revisions: [Int] = []
  private var shared: [UInt64: Int] = [:]
  /// Pairs that reached ``frequentCount``, in the order in which they did.
  private var frequent: [UInt64] = []
  /// Commits that were counted, and those left out for their size.
  package private(set) var commits = 0
  package private(set) var bulkCommits = 0

  package init() {}

  /// Counts the commits of a stored line; `changes` are in the order of their steps.
  package init(_ changes: [HistoryLine.FileChange]) {
    var start = 0
    while start < changes.count {
      let end = changes[start...].firstIndex { $0.step != changes[start].step } ?? changes.count
      add(
        changes[start..<end].map { change in
          ChangedFile(
            path: change.path, oldPath: change.oldPath, oldBlob: change.existence > 0 ? nil : .zero,
            newBlob: change.existence < 0 ? nil : .zero)
        })
      start = end
    }
  }

  /// Counts one commit. Files that are gone keep their counts, and lose them if a new file takes their path.
  package mutating func add(_ files: [ChangedFile]) {
    guard !files.isEmpty else { return }
    let isBulk = files.count > Self.bulkLimit
    if isBulk { bulkCommits += 1 } else { commits += 1 }
    // All leave their old paths before any takes a new one: files may swap names.
    let moving = files.map { file in file.oldPath.flatMap { numbers.removeValue(forKey: $0) } }
    var touched: [Int] = []
    for (file, moved) in zip(files, moving) {
      let number = number(of: file, moved: moved)
      guard !isBulk else { continue }
      revisions[number] += 1
      touched.append(number)
    }
    touched.sort()
    for (index, first) in touched.enumerated() {
      for second in touched[(index + 1)...] {
        let key = Self.key(first, second)
        let count = shared[key, default: 0] + 1
        shared[key] = count
        if count == Self.frequentCount { frequent.append(key) }
      }
    }
  }

  private static func key(_ first: Int, _ second: Int) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

  private mutating func number(of file: ChangedFile, moved: Int?) -> Int {
    if let moved {
      paths[moved] = file.path
      numbers[file.path] = moved
      return moved
    }
    if file.oldBlob != nil, let known = numbers[file.path] { return known }
    let number = paths.count
    paths.append(file.path)
    revisions.append(0)
    numbers[file.path] = number
    return number
  }

  /// Number of counted commits that touched the file that is now at a path.
  package func revisions(of path: String) -> Int { numbers[path].map { revisions[$0] } ?? 0 }

  /// Number of counted commits that touched both of the files that are now at two paths.
  package func shared(_ path: String, _ other: String) -> Int {
    guard let one = numbers[path], let two = numbers[other] else { return 0 }
    return shared[Self.key(min(one, two), max(one, two))] ?? 0
  }

  /// Pairs of files that are there now with at least so many shared commits, sorted by path.
  package func pairs(sharing least: Int) -> [Pair] {
    var result: [Pair] = []
    let keys = least >= Self.frequentCount ? frequent : Array(shared.keys)
    for key in keys {
      let count = shared[key] ?? 0
      guard count >= least else { continue }
      let (one, other) = (Int(key >> 32), Int(key & 0xffff_ffff))
      guard numbers[paths[one]] == one, numbers[paths[other]] == other else { continue }
      let isOrdered = paths[one].utf8.lexicographicallyPrecedes(paths[other].utf8)
      let (first, second) = isOrdered ? (one, other) : (other, one)
      result.append(
        Pair(
          first: paths[first], second: paths[second], shared: count,
          revisions: (revisions[first], revisions[second])))
    }
    return result.sorted {
      $0.first == $1.first
        ? $0.second.utf8.lexicographicallyPrecedes($1.second.utf8)
        : $0.first.utf8.lexicographicallyPrecedes($1.first.utf8)
    }
  }
}
