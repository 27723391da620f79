import Foundation
import Reports

/// A truth report for people to read.
struct TruthTable {
  var report: TruthReport

  /// Several lines, each ended.
  var text: String {
    var lines = ["\(report.coverage.covered) of \(report.coverage.files) files are covered by the index"]
    lines += report.coverage.notCovered.map { "  \($0.ours) not: \($0.name)" }
    lines += section("level", report.levels)
    lines += section("by role", report.roles)
    lines += section("by kind of target", report.kinds)
    lines += ["", row("by confidence", "precision", "", "ours", "right", "", "")]
    lines += report.confidences.map {
      row($0.name, percent($0.precision), "", "\($0.ours)", "\($0.right)", "", "")
    }
    lines += section("at a declaration's name", [report.witnesses])
    lines += ["", row("counted apart", "", "", "ours", "both", "index", "")]
    lines += report.apart.map { row($0.name, "", "", "\($0.ours)", "\($0.right)", "\($0.index)", "") }
    for problem in report.problems {
      lines += ["", "\(problem.kind): \(problem.reason), \(problem.role): \(problem.count)"]
      lines += problem.examples.map { "  \($0)" }
    }
    return lines.map { "\(TerminalSanitizer.sanitized($0))\n" }.joined()
  }

  private func section(_ title: String, _ rows: [TruthReport.Row]) -> [String] {
    ["", row(title, "precision", "recall", "ours", "right", "index", "found")]
      + rows.map {
        row(
          $0.name, percent($0.precision), percent($0.recall), "\($0.ours)", "\($0.right)", "\($0.index)",
          "\($0.found)")
      }
  }

  private func row(_ cells: String...) -> String {
    var line = cells[0].padding(toLength: max(26, cells[0].count), withPad: " ", startingAt: 0)
    for cell in cells.dropFirst() { line += String(repeating: " ", count: max(1, 10 - cell.count)) + cell }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func percent(_ share: Double?) -> String { share.map { String(format: "%.4f", $0) } ?? "–" }
}
