import Foundation

/// A bench report for people to read.
struct BenchTable {
  var report: BenchReport

  /// Several lines, each ended.
  var text: String {
    var lines = [
      "\(report.repository): \(report.files) Swift files (\(report.distinctFiles) distinct), \(report.lines) lines, "
        + "\(megabytes(report.bytes)); workers: \(report.workers), \(report.build) build",
      "seconds: median of \(report.runs) (least … most); times the floor: by medians, by least values",
      "",
      line("parse floor", report.floorSeconds),
      line("xtal --help", report.startSeconds),
      line("cold analyze", report.cold),
      line("  with --energy", report.energy),
      line("nothing changed", report.unchanged),
      line("one file changed", report.changed),
      "",
    ]
    if report.coldTimesFloorAfterAllowance != report.cold.timesFloor {
      lines.append(
        "cold analyze less 100 ms for starting up: \(times(report.coldTimesFloorAfterAllowance)) the floor")
    }
    lines.append("token energy costs \(times(report.energyTimesFloorMore)) the floor more")
    lines += [
      "processor seconds: cold \(seconds(report.cold.processorSeconds.median)), nothing changed "
        + "\(seconds(report.unchanged.processorSeconds.median)), one file changed "
        + seconds(report.changed.processorSeconds.median),
      "peak memory: cold \(megabytes(report.cold.peakBytes)), with --energy "
        + "\(megabytes(report.energy.peakBytes)), nothing changed "
        + "\(megabytes(report.unchanged.peakBytes)), one file changed \(megabytes(report.changed.peakBytes)) "
        + "(cannot show less than \(megabytes(report.smallestPeakBytes)))",
      "database after a cold run: \(megabytes(report.databaseBytes))",
      "changed file: \(report.changedFile)",
    ]
    return lines.map { "\($0)\n" }.joined()
  }

  private func line(_ name: String, _ spread: BenchSpread) -> String {
    let label = name.padding(toLength: 18, withPad: " ", startingAt: 0)
    return "  \(label)\(seconds(spread.median))  (\(seconds(spread.minimum)) … \(seconds(spread.maximum)))"
  }

  private func line(_ name: String, _ work: BenchReport.Work) -> String {
    line(name, work.seconds) + "  \(times(work.timesFloor))  \(times(work.leastTimesFloor))"
  }

  private func seconds(_ value: Double) -> String { String(format: "%.3f", value) }

  private func times(_ value: Double) -> String { String(format: "%.2f ×", value) }

  /// Decimal megabytes.
  private func megabytes(_ bytes: Int) -> String { String(format: "%.1f MB", Double(bytes) / 1_000_000) }
}
