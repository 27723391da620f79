package import Measures
package import Model
import Rules
import Snapshot
import Store

/// What `xtal history` has stored, for the commands that show it. Nothing is analysed.
package struct StoredHistory {
  /// A class because modules that do not know the store have to know this type's layout.
  private final class Source {
    let reader: HistoryReader

    init(_ reader: HistoryReader) { self.reader = reader }
  }

  private let source: Source
  var reader: HistoryReader { source.reader }
  /// The line, oldest commit first.
  package let line: HistoryLine

  /// Throws ``AnalysisError`` where there is no database, or no history of the repository in it.
  package init(path: String, database: AnalysisRequest.Database) throws {
    let file: String
    switch database {
    case .none: throw AnalysisError("A history is read from a database. Leave out --database none, or name a file.")
    case .file(let path): file = path
    case .standard: file = DatabaseLocation.standard(under: path)
    }
    let name = try CommitSnapshots(at: path).name
    let store: AnalysisStore
    do {
      store = try AnalysisStore(path: file, access: .reading)
    } catch let error as AnalysisError where error.message.hasPrefix("There is no database") {
      throw AnalysisError("There is no database at \(file). Run `xtal history` first.")
    }
    source = Source(try HistoryReader(store, repository: name))
    line = try source.reader.line()
  }

  // MARK: Trend

  /// The course along the line; `rules` restricts findings to some rules or classes. Without a period, one is chosen that
  /// gives no more than some two dozen rows.
  package func trend(metrics: [String], period: TrendPeriod?) throws -> Trend {
    let known = try metrics.isEmpty ? [] : reader.metricNames()
    let metrics = metrics.map { $0 == "energy" ? EnergyMetrics.main : $0 }
    for name in metrics where !known.contains(name) {
      if EnergyMetrics.contains(name), !known.contains(where: EnergyMetrics.contains) {
        throw AnalysisError("This history has no token energy. Run `xtal history --energy` to measure it.")
      }
      let near = NearestName.nearest(to: name, among: known).map { "'\($0)'" } ?? ""
      throw AnalysisError(
        "There is no measure '\(name)' along this history."
          + (near.isEmpty ? "" : " Did you mean \(near)?") + " docs/metrics.md lists them.")
    }
    return Trend(
      line, lifetimes: try reader.lifetimes(), metrics: try metrics.map { ($0, try reader.metric($0)) },
      period: period ?? usualPeriod)
  }

  private static let usualRows = 26

  private var usualPeriod: TrendPeriod {
    let times = Trend.ascendingTimes(line.steps)
    if times.count <= Self.usualRows { return .commit }
    return [TrendPeriod.week, .month, .quarter].first { period in
      Set(times.map { period.key(of: $0) }).count <= Self.usualRows
    } ?? .year
  }

  // MARK: Blame

  /// The findings of a rule, a class, or a path (a file, or a folder), those that are there first, then the gone ones; of
  /// each, the newest first.
  ///
  /// Throws ``AnalysisError`` where the subject is neither, with the nearest rule.
  package func blame(_ subject: String, includesGone: Bool) throws -> [BlameEntry] {
    let lifetimes = try reader.lifetimes()
    let path = subject.hasSuffix("/") ? String(subject.dropLast()) : subject
    let isRule = RuleCatalogue.rule(RuleID(subject)) != nil || DefectClass(rawValue: subject) != nil
    let chosen = lifetimes.filter { life in
      isRule
        ? life.rule.text == subject || life.rule.defectClass?.rawValue == subject
        : path == "." || life.path == path || life.path.hasPrefix(path + "/")
    }
    if chosen.isEmpty, !isRule, path != "." {
      let isKnown = try reader.fileChanges().contains { $0.path == path || $0.path.hasPrefix(path + "/") }
      if !isKnown {
        let hint = RuleCatalogue.nearest(to: subject).map { " Did you mean the rule \($0)?" } ?? ""
        throw AnalysisError("'\(subject)' is no rule, no class, and no path of this history.\(hint)")
      }
    }
    let times = Trend.ascendingTimes(line.steps)
    let end = times.last ?? 0
    return chosen.filter { includesGone || $0.died == nil }.map { life in
      let until = life.died.map { times[$0] } ?? end
      return BlameEntry(
        finding: life, born: line.steps[life.born], died: life.died.map { line.steps[$0] },
        days: max(0, (Double(until) - Double(times[life.born])) / 86_400))
    }.sorted { left, right in
      let (first, second) = (left.finding, right.finding)
      if (first.died == nil) != (second.died == nil) { return first.died == nil }
      if first.died != second.died { return (first.died ?? 0) > (second.died ?? 0) }
      if first.born != second.born { return first.born > second.born }
      return (first.path, first.line, first.rule.text) < (second.path, second.line, second.rule.text)
    }
  }

  // MARK: Hotspots

  /// Debt × churn by file; `since` is a commit on the line or a day, nil for the whole line.
  package func hotspots(since: String?) throws -> Hotspots {
    Hotspots(line, lifetimes: try reader.lifetimes(), changes: try reader.fileChanges(), since: try position(of: since))
  }

  private func position(of since: String?) throws -> Int {
    guard let since else { return 0 }
    if let seconds = CalendarDay.seconds(since) {
      return Trend.ascendingTimes(line.steps).firstIndex { $0 >= seconds } ?? line.steps.count
    }
    return try position(ofCommit: since)
  }

  /// The position of the commit whose id begins so. Throws ``AnalysisError`` where there is none, or several.
  func position(ofCommit text: String) throws -> Int {
    let matches = line.steps.indices.filter { line.steps[$0].revision.hasPrefix(text.lowercased()) }
    guard text.utf8.count >= 4, matches.count == 1, let position = matches.first else {
      throw AnalysisError("'\(text)' is neither a day (YYYY-MM-DD) nor the id of one commit on the line.")
    }
    return position
  }
}
