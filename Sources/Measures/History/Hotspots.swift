package import Model

/// Files that carry debt and keep changing: where mending pays first.
///
/// The score is debt minutes × changed lines ÷ 1,000: a file that nobody touches costs nothing, however bad it is, and one
/// that is clean costs nothing, however often it is touched (after A. Tornhill's hotspots, who takes size for debt).
package struct Hotspots: Sendable, Equatable {
  package struct File: Sendable, Equatable {
    package var path: String
    package var findings: Int
    package var debtMinutes: Double
    /// Commits that changed it, and lines that they added or deleted, under all its names.
    package var revisions: Int
    package var churn: Int
    package var authors: Int
    /// Share of those lines by the author who changed most, in 0...1.
    package var topAuthorShare: Double
    package var topAuthor: String
    /// Times of the first and the last commit that changed it, in seconds since 1970-01-01 UTC.
    package var first: Int64
    package var last: Int64

    package var score: Double { debtMinutes * Double(churn) / 1000 }
  }

  package var repository: String
  /// The first commit that counts.
  package var since: Int64
  package var until: Int64
  /// The highest score first, then by path; files with neither debt nor churn are left out.
  package var files: [File] = []

  /// `first` is the position of the first step whose changes count.
  package init(
    _ line: HistoryLine, lifetimes: [HistoryLine.Lifetime], changes: [HistoryLine.FileChange], since first: Int
  ) {
    repository = line.repository
    let times = Trend.ascendingTimes(line.steps)
    since = times.indices.contains(first) ? times[first] : 0
    until = times.last ?? 0
    let lineage = FileLineage(changes, steps: line.steps, since: first)
    var debt: [String: (findings: Int, minutes: Double)] = [:]
    for life in lifetimes where life.died == nil {
      debt[life.path, default: (0, 0)].findings += 1
      debt[life.path, default: (0, 0)].minutes += life.minutes * life.confidence
    }
    for path in Set(debt.keys).union(lineage.files.keys).sorted() {
      let file = lineage.files[path] ?? FileLineage.File(path: path)
      let (findings, minutes) = debt[path] ?? (0, 0)
      guard minutes > 0 || file.churn > 0 else { continue }
      let top = file.linesByAuthor.max { ($0.value, $1.key) < ($1.value, $0.key) }
      files.append(
        File(
          path: path, findings: findings, debtMinutes: minutes, revisions: file.revisions, churn: file.churn,
          authors: file.linesByAuthor.count,
          topAuthorShare: file.churn == 0 ? 0 : Double(top?.value ?? 0) / Double(file.churn),
          topAuthor: top.map { lineage.authors[$0.key].name } ?? "",
          first: times.indices.contains(file.firstStep) ? times[file.firstStep] : 0,
          last: times.indices.contains(file.lastStep) ? times[file.lastStep] : 0))
    }
    files.sort { ($1.score, $0.path) < ($0.score, $1.path) }
  }
}
