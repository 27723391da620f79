import Git
import Growth
import Measures
import Model
import Snapshot
import Store

/// Makes the rows of the hardening tests: one for each module and month of a stored line.
///
/// Density and size are those of the month's last step; a path belongs to a module by the layout of that step.
struct HardeningSampler {
  /// Lines that are gone so many days after they came, or earlier, were written in vain.
  static let days = 30
  /// Fewer lines in a month than this make no share and no rate.
  static let leastLines = 20
  /// Commits whose lines are held in memory at a time.
  private static let batch = 256

  /// One month of the line.
  private struct Month {
    var label: String
    /// Positions of its steps.
    var steps: Range<Int>
    /// Whether the days after its last step are over.
    var isComplete: Bool
  }

  private let history: StoredHistory
  private let request: ValidationRequest
  private let times: [Int64]
  private let months: [Month]

  init(_ history: StoredHistory, request: ValidationRequest) {
    self.history = history
    self.request = request
    times = Trend.ascendingTimes(history.line.steps)
    months = Self.months(times)
  }

  private static func months(_ times: [Int64]) -> [Month] {
    var months: [Month] = []
    var start = 0
    let end = times.last ?? 0
    while start < times.count {
      let key = TrendPeriod.month.key(of: times[start])
      let next = times[start...].firstIndex { TrendPeriod.month.key(of: $0) != key } ?? times.count
      let isComplete = Double(end) - Double(times[next - 1]) >= Double(days * 86_400)
      months.append(
        Month(label: TrendPeriod.month.label(of: times[start]), steps: start..<next, isComplete: isComplete))
      start = next
    }
    return months
  }

  /// The tests of both kinds of effort, not yet answered. `observe` is told what each step of the line changed, in their
  /// order. Throws ``AnalysisError`` where commits cannot be read.
  func tests(observing observe: ([ChangedFile], _ step: Int) -> Void = { _, _ in }) throws -> [HardeningTest] {
    let places = try modulePlaces()
    var tally = EffortTally(days: Self.days, leastLines: Self.leastLines)
    for (number, month) in months.enumerated() {
      for first in stride(from: month.steps.lowerBound, to: month.steps.upperBound, by: Self.batch) {
        let steps = first..<min(first + Self.batch, month.steps.upperBound)
        for (step, files) in zip(steps, try changes(of: steps)) {
          observe(files, step)
          tally.add(files, at: times[step], month: number, countsLines: month.isComplete, places: places[number])
        }
        request.progress(ProgressEvent(stage: "Comparing lines", done: steps.upperBound, total: times.count))
      }
    }
    return [
      HardeningTest(effort: "hunks per 100 changed lines", rows: try rows(tally.scatter)),
      HardeningTest(
        effort: "share of added lines gone again within \(Self.days) days", rows: try rows(tally.rewriting)),
    ]
  }

  // MARK: Density and size

  /// The rows of some efforts, with density and size at each month's end; without modules that had neither then.
  private func rows(_ efforts: [EffortTally.Place: Double]) throws -> [HardeningTest.Row] {
    let density = try monthEnds(of: "debt.density")
    let size = try monthEnds(of: "size.linesOfCode")
    return efforts.compactMap { place, effort in
      guard let density = density[place.month][place.module], let size = size[place.month][place.module] else {
        return nil
      }
      return HardeningTest.Row(
        module: place.module, month: months[place.month].label, effort: effort, density: density, size: size)
    }
  }

  /// The values of a measure by module, at the end of each month.
  private func monthEnds(of metric: String) throws -> [[String: Double]] {
    let changes = try history.reader.moduleValues(of: metric)
    var values: [String: Double] = [:]
    var next = 0
    return months.map { month in
      while next < changes.count, changes[next].step < month.steps.upperBound {
        values[changes[next].module] = changes[next].value
        next += 1
      }
      return values
    }
  }

  // MARK: Reading commits

  /// Which module a path belongs to, for each month.
  private func modulePlaces() throws -> [ModulePlaces] {
    let revisions = months.map { history.line.steps[$0.steps.upperBound - 1].revision }
    let configuration = request.configuration
    return try CommitTasks.map(count: revisions.count, at: request.path, workers: request.workers) { index, commits in
      let commit = try commits.repository.commit(try commits.repository.resolve(revisions[index]))
      let snapshot = ListingStage.excluding(
        try commits.snapshot(of: commit.id, tree: try commits.tree(of: commit)), configuration)
      let layout = LayoutReader.read(files: snapshot.files, reader: snapshot.reader)
      return ModulePlaces(paths: snapshot.files.filter { $0.kind.isSource }.map(\.path), layout: layout)
    }
  }

  /// What each of some steps changed, with its hunks; nothing where a step opens the line.
  private func changes(of steps: Range<Int>) throws -> [[ChangedFile]] {
    let line = history.line.steps
    let globs = request.configuration.exclude.map { GlobPattern($0) }
    return try CommitTasks.map(count: steps.count, at: request.path, workers: request.workers) { index, commits in
      let position = steps.lowerBound + index
      guard !line[position].isOpening, line[position].changedFiles > 0 else { return [] }
      let base = position > 0 ? try Self.tree(of: line[position - 1].revision, in: commits) : nil
      let changes = try TreeChanges(
        from: base, to: try Self.tree(of: line[position].revision, in: commits), in: commits.repository,
        renames: RenameLimit())
      return changes.files.filter { file in !globs.contains { $0.matches(file.path) } }.map { file in
        LineChanges.compared(file, old: nil, new: nil, in: commits.repository)
      }
    }
  }

  private static func tree(of revision: String, in commits: CommitSnapshots) throws -> GitObjectID? {
    try commits.tree(of: try commits.repository.commit(try commits.repository.resolve(revision)))
  }
}
