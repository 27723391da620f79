import Measures
package import Model
package import Rules

/// The stable machine-readable report. Its shape stands in docs/output.schema.json; keys are sorted.
///
/// ``RunResult/schemaVersion`` grows when a key changes its meaning or goes away; new keys may come at any time. It
/// holds all findings and all gaps: nothing is cut.
package struct JSONReporter: Reporter {
  package init() {}

  package func report(_ result: RunResult, rules: [Rule], options: ReportOptions) -> [UInt8] {
    var writer = JSONWriter()
    writer.reserve(4096 + result.findings.count * 900)
    writer.object { root in
      root.member("coverage") { write(result.coverage, to: &$0) }
      if !result.files.isEmpty {
        root.member("files", objects: result.files) { object, file in
          object.member("metrics", numbers: EnergyMetrics.values(of: file.energy))
          object.member("path", file.path)
        }
      }
      root.member("findings", objects: result.findings) { write($1, to: &$0) }
      root.member("metrics", numbers: result.metrics)
      root.member("modules", objects: result.modules) { object, module in
        object.member("metrics", numbers: module.metrics)
        object.member("name", module.name)
        ReferenceSourcesWriter.write(module.metrics, to: &object)
      }
      root.member("notes", result.notes)
      ReferenceSourcesWriter.write(result.metrics, to: &root)
      root.member("repository", result.repository)
      root.member("schemaVersion", RunResult.schemaVersion)
      root.member("snapshot") { write(result.snapshot, to: &$0) }
      root.member("tool") { JSONReporter.writeTool(to: &$0) }
    }
    return writer.finished()
  }

  /// The members of the `tool` object of every JSON document of xtal.
  static func writeTool(to object: inout JSONWriter) {
    object.member("name", "xtal")
    object.member("version", ToolVersion.current)
  }

  private func write(_ coverage: Coverage, to object: inout JSONWriter) {
    object.member("analysed", coverage.analysed)
    object.member("partial", objects: coverage.partial) { write($1, to: &$0) }
    object.member("skipped", objects: coverage.skipped) { write($1, to: &$0) }
  }

  private func write(_ gap: Coverage.Gap, to object: inout JSONWriter) {
    object.member("path", gap.path)
    object.member("reason", gap.reason)
  }

  private func write(_ snapshot: RunResult.SnapshotSummary, to object: inout JSONWriter) {
    object.member("dirty", snapshot.isDirty)
    object.member("files", snapshot.files)
    object.member("linesOfCode", snapshot.linesOfCode)
    object.member("rev", snapshot.revision)
  }

  private func write(_ finding: Finding, to object: inout JSONWriter) {
    object.member("class", FindingGroups.className(of: finding.rule))
    object.member("column", finding.column)
    object.member("confidence", finding.confidence)
    object.member("endLine", finding.endLine)
    object.member("evidence", objects: finding.evidence) { object, evidence in
      object.member("endLine", evidence.endLine)
      object.member("line", evidence.line)
      object.member("message", evidence.message)
      object.member("path", evidence.path)
    }
    object.member("fingerprint", finding.fingerprint)
    object.member("line", finding.line)
    object.member("message", finding.message)
    object.member("minutes", finding.minutes)
    object.member("module", finding.module)
    object.member("path", finding.path)
    object.member("rule", finding.rule.text)
    object.member("severity", finding.severity.rawValue)
    object.member("symbol", finding.symbol)
  }
}
