import Detectors
import Model
import Rules
import Snapshot
import Store

/// Adds to an analysis what a stored history knows: what changed together, how old unfinished work is, what grows.
///
/// It looks at histories that `xtal history` has stored for the very commit, or for the one that the working tree stands
/// on; it walks none itself. Without one, everything else is as ever.
struct HistoryStage: Sendable {
  private static let unfinishedWork = RuleID("vacancy/unfinished-work")
  private static let overgrownDeclaration = RuleID("dendrite/overgrown-declaration")
  /// Younger findings are not told their age, in seconds.
  private static let leastAge: Int64 = 30 * 86_400
  /// Smaller growth within a year is not told, in lines.
  private static let leastGrowth = 10

  private let repository: String
  private let revision: BlobID?
  /// Key of the series that knows the commit; nil where none does.
  private let series: String?
  private let hasHistoryRules: Bool

  init(_ snapshot: RepositorySnapshot, rules: [RuleActivation], store: AnalysisStore?) {
    repository = snapshot.repository
    revision = BlobID(hexadecimal: snapshot.revision)
    let names = Set(
      DetectorRegistry.historyDetectors.map { $0.rule } + [Self.unfinishedWork, Self.overgrownDeclaration])
    hasHistoryRules = rules.lookAtHistory
    let isOfUse = rules.contains { names.contains($0.rule.id) }
    series = isOfUse ? revision.flatMap { try? store?.historySeries(of: snapshot.repository, at: $0) } : nil
  }

  /// Adds what decides the outcome to the key of a run's result.
  func combine(into hash: inout StableHash) { hash.combine(series ?? "") }

  /// What is known; nil where nothing is.
  func read(_ store: AnalysisStore?) -> KnownHistory? {
    guard series != nil, let revision else { return nil }
    return try? store?.knownHistory(of: repository, at: revision)
  }

  /// What the report has to say of it.
  var notes: [String] {
    guard hasHistoryRules, series == nil else { return [] }
    return ["Rules that look at what changed together did not run: `xtal history` has not analysed this commit."]
  }

  // MARK: Findings

  /// Tells the age of unfinished work, and how much overgrown declarations grew within a year.
  static func tell(_ known: KnownHistory, in findings: inout [Finding]) {
    for index in findings.indices {
      let finding = findings[index]
      switch finding.rule {
      case unfinishedWork:
        guard let birth = known.births[finding.fingerprint], let age = age(birth, at: known.committed) else { continue }
        findings[index].message += ", for \(age)"
      case overgrownDeclaration:
        let key = KnownHistory.growthKey(path: finding.path, symbol: finding.symbol)
        guard let lines = known.growth[key], lines >= leastGrowth else { continue }
        findings[index].message += "; it grew by \(lines) lines within a year"
      default: continue
      }
    }
    findings.sort()
  }

  private static func age(_ birth: KnownHistory.Birth, at now: Int64) -> String? {
    let (seconds, overflows) = now.subtractingReportingOverflow(birth.committed)
    guard !overflows, seconds >= leastAge else { return nil }
    let months = seconds / (86_400 * 30)
    let text =
      seconds < 365 * 86_400
      ? "\(months) \(months == 1 ? "month" : "months")"
      : "\(seconds / (365 * 86_400)) \(seconds / (365 * 86_400) == 1 ? "year" : "years")"
    return birth.isOpening ? "\(text) or more" : text
  }
}

extension [RuleActivation] {
  /// Whether some of the rules look at what changed together.
  var lookAtHistory: Bool {
    contains { activation in DetectorRegistry.historyDetectors.contains { $0.rule == activation.rule.id } }
  }
}
