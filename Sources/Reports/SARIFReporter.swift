package import Model
package import Rules

/// SARIF 2.1.0, one run, within the limits that code scanning services set.
///
/// - At most 25,000 results, the worst; at most 1,000 places a result. A notification says what was left out.
/// - Paths are relative to `%SRCROOT%`, the repository root, and percent-encoded.
/// - SARIF has no columns in bytes. A result's column is in UTF-16 units where `ReportOptions.lineReader` gives the
///   line or the column is 1; elsewhere the region is the whole line, and `properties.utf8Column` has the byte column.
/// - Evidence is in `relatedLocations`; coverage gaps are notifications of the invocation.
/// - The identity of a result over time is `partialFingerprints["xtal/v1"]`.
///
/// Source: OASIS SARIF 2.1.0 with errata 01.
package struct SARIFReporter: Reporter {
  /// Results a run may have.
  package static let maximumResults = 25_000

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  private let maximumResults: Int

  /// Smaller limits than the services' are for tests.
  package init(maximumResults: Int = SARIFReporter.maximumResults) { self.maximumResults = maximumResults }

  package func report(_ result: RunResult, rules: [Rule], options: ReportOptions) -> [UInt8] {
    let shown = WorstFirst.worst(maximumResults, of: result.findings)
    let rules = rules.sorted { $0.id < $1.id }
    let notifications = notifications(result, shown: shown)
    let results = SARIFResultWriter(rules: rules, lineReader: options.lineReader)
    var writer = JSONWriter()
    writer.reserve(4096 + shown.count * 2048)
    writer.object { log in
      log.member("$schema", SARIFReporter.schema)
      log.member("runs", objects: CollectionOfOne(result)) { run, result in
        run.member("columnKind", "utf16CodeUnits")
        run.member("invocations", objects: CollectionOfOne(notifications)) { invocation, notifications in
          invocation.member("executionSuccessful", true)
          invocation.member("toolExecutionNotifications", objects: notifications) { $1.write(to: &$0) }
        }
        run.member("originalUriBaseIds") { writeBase(to: &$0) }
        run.member("properties") { writeSnapshot(result, to: &$0) }
        run.member("results", objects: shown) { results.write($1, to: &$0) }
        run.member("tool") { $0.member("driver") { writeDriver(rules, to: &$0) } }
      }
      log.member("version", "2.1.0")
    }
    return writer.finished()
  }

  private func writeBase(to object: inout JSONWriter) {
    object.member("%SRCROOT%") { base in
      base.member("description") { $0.member("text", "The root of the repository.") }
    }
  }

  private func writeSnapshot(_ result: RunResult, to object: inout JSONWriter) {
    object.member("dirty", result.snapshot.isDirty)
    object.member("files", result.snapshot.files)
    object.member("linesOfCode", result.snapshot.linesOfCode)
    ReferenceSourcesWriter.write(result.metrics, to: &object)
    object.member("repository", result.repository)
    object.member("rev", result.snapshot.revision)
  }

  private func writeDriver(_ rules: [Rule], to driver: inout JSONWriter) {
    driver.member("name", "xtal")
    driver.member("rules", objects: rules) { SARIFRuleWriter(rule: $1).write(to: &$0) }
    driver.member("semanticVersion", ToolVersion.current)
    driver.member("version", ToolVersion.current)
  }

  /// What the run has to say beside its results: first what this document leaves out, then the gaps in coverage.
  private func notifications(_ result: RunResult, shown: [Finding]) -> [SARIFNotification] {
    var notifications: [SARIFNotification] = []
    let leftOut = result.findings.count - shown.count
    if leftOut > 0 {
      let text =
        "\(FigureFormat.count(leftOut, "finding", "findings")) of \(FigureFormat.count(result.findings.count)) left "
        + "out: this document holds the \(FigureFormat.count(maximumResults)) worst. The format json holds all."
      notifications.append(SARIFNotification(level: "warning", text: text))
    }
    let cut = shown.count { $0.evidence.count >= SARIFResultWriter.maximumLocations }
    if cut > 0 {
      let text =
        "\(FigureFormat.count(cut, "result has", "results have")) more than "
        + "\(FigureFormat.count(SARIFResultWriter.maximumLocations)) places; the rest is left out and counted in its "
        + "property evidenceLeftOut."
      notifications.append(SARIFNotification(level: "note", text: text))
    }
    for note in result.notes { notifications.append(SARIFNotification(level: "note", text: note)) }
    for gap in result.coverage.partial {
      notifications.append(SARIFNotification(level: "note", text: "Analysed in part: \(gap.reason)", path: gap.path))
    }
    for gap in result.coverage.skipped {
      notifications.append(SARIFNotification(level: "warning", text: "Not analysed: \(gap.reason)", path: gap.path))
    }
    return notifications
  }
}
