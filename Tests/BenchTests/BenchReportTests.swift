import Testing

@testable import xtal_dev

/// The arithmetic of the bench.
@Suite struct BenchReportTests {
  @Test(
    arguments: [
      ([], 0, 0, 0),
      ([2], 2, 2, 2),
      ([3, 1, 2], 2, 1, 3),
      ([4, 1, 3, 2], 2.5, 1, 4),
    ] as [([Double], Double, Double, Double)])
  func theSpreadIsTakenOverSortedValues(values: [Double], median: Double, minimum: Double, maximum: Double) {
    let spread = BenchSpread(values)
    #expect(spread.median == median)
    #expect(spread.minimum == minimum)
    #expect(spread.maximum == maximum)
  }

  @Test func theAllowanceForStartingUpEndsAtHalfASecond() {
    #expect(abs(BenchReport.ratio(0.35, floor: 0.125) - 2) < 1e-9)
    #expect(BenchReport.ratio(0.05, floor: 0.125) == 0)
    #expect(BenchReport.ratio(1.5, floor: 0.5) == 3)
    #expect(BenchReport.ratio(1, floor: 0) == 0)
  }

  @Test func ratiosAreThoseOfMediansAndPeaksTheLargest() {
    let report = Self.sample
    #expect(report.cold.timesFloor == 2)
    #expect(abs(report.coldTimesFloorAfterAllowance - 1.5) < 1e-9)
    #expect(abs(report.cold.leastTimesFloor - 3) < 1e-9)
    #expect(abs(report.energy.timesFloor - 3) < 1e-9)
    #expect(abs(report.energyTimesFloorMore - 1) < 1e-9)
    #expect(report.unchanged.timesFloor == 0.5)
    #expect(report.changed.timesFloor == 1)
    #expect(report.cold.peakBytes == 3_000_000)
    #expect(report.runs == 3)
  }

  @Test func theTableNamesEveryFigure() {
    let text = BenchTable(report: Self.sample).text
    #expect(text.contains("cold analyze      0.400  (0.300 … 0.500)  2.00 ×  3.00 ×\n"))
    #expect(text.contains("less 100 ms for starting up: 1.50 × the floor\n"))
    #expect(text.contains("token energy costs 1.00 × the floor more\n"))
    #expect(text.contains("peak memory: cold 3.0 MB, with --energy 4.0 MB, nothing changed"))
    #expect(text.hasPrefix("sample: 3 Swift files (2 distinct), 40 lines, 1.5 MB; workers: 2"))
  }

  static var sample: BenchReport {
    func usage(_ seconds: Double, peak: Int = 1_000_000) -> BenchProcess.Usage {
      BenchProcess.Usage(wallSeconds: seconds, processorSeconds: seconds, peakBytes: peak, exitCode: 0)
    }
    var samples = BenchSamples()
    samples.floor = [0.2, 0.1, 0.3]
    samples.start = [0.01, 0.01, 0.01]
    samples.cold = [usage(0.4), usage(0.3, peak: 3_000_000), usage(0.5)]
    samples.energy = [usage(0.6), usage(0.6, peak: 4_000_000), usage(0.9)]
    samples.unchanged = [usage(0.1), usage(0.1), usage(0.1)]
    samples.changed = [usage(0.2), usage(0.2), usage(0.2)]
    let about = BenchFloor.Measurement(
      files: 3, distinctFiles: 2, lines: 40, bytes: 1_500_000, seconds: 0.2, middleFile: "Sources/Middle.swift")
    return BenchReport(repository: "sample", workers: 2, about: about, samples: samples)
  }
}
