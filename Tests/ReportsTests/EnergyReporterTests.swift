import Testing

@testable import Measures
@testable import Reports

@Suite struct EnergyReporterTests {
  @Test(arguments: [100, 60])
  func reportMatchesGolden(width: Int) throws {
    try Golden.expect(
      EnergyTextReporter.report(SampleEnergy.report("Bakery"), fileLimit: nil, options: ReportOptions(width: width)),
      matches: "energy-\(width).txt")
  }

  @Test func reportAsJSONMatchesGolden() throws {
    try Golden.expect(EnergyJSONReporter.report(SampleEnergy.report("Bakery")), matches: "energy.json")
  }

  @Test(arguments: [100, 60])
  func changeMatchesGolden(width: Int) throws {
    try Golden.expect(
      MismatchReporter.text(SampleEnergy.change("Bakery"), fileLimit: nil, options: ReportOptions(width: width)),
      matches: "energy-diff-\(width).txt")
  }

  @Test func changeAsJSONMatchesGolden() throws {
    try Golden.expect(MismatchReporter.json(SampleEnergy.change("Bakery")), matches: "energy-diff.json")
  }

  /// With fewer than ten accepted changes there is no percentile: the text says so, JSON has null.
  @Test func aShortPastHasNoPercentile() throws {
    let report = SampleEnergy.change("Bakery", accepted: 9)
    let text = String(
      decoding: MismatchReporter.text(report, fileLimit: 1, options: ReportOptions()), as: UTF8.self)
    #expect(text.contains("Too little to compare") && text.contains("… and 1 more file"))
    let json = try JSONValue.parse(MismatchReporter.json(report))
    #expect(json["change"]?["percentile"] == .null)
    #expect(json["change"]?["closedCodeBitsPerToken"]?.number == report.change.closed.codeBitsPerToken.rounded(6))
  }

  @Test func nothingOfARepositoryReachesTheTerminalAsItIs() throws {
    let hostile = SampleRun.hostileText
    let options = ReportOptions()
    let pages = [
      EnergyTextReporter.report(SampleEnergy.report(hostile), fileLimit: nil, options: options),
      MismatchReporter.text(SampleEnergy.change(hostile), fileLimit: nil, options: options),
      EnergyHeatReporter.report(SampleEnergy.heat(hostile), lines: { _ in Array(hostile.utf8) }, options: options),
    ]
    for page in pages {
      let text = String(decoding: page, as: UTF8.self)
      #expect(
        text.unicodeScalars.allSatisfy { scalar in
          scalar == "\n"
            || (scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
              && !["\u{202E}", "\u{2028}", "\u{061C}", "\u{2066}"].contains(scalar)
        })
    }
    let json = try JSONValue.parse(MismatchReporter.json(SampleEnergy.change(hostile)))
    #expect(json["repository"]?.text == hostile)
    let heat = try JSONValue.parse(EnergyJSONReporter.report(SampleEnergy.heat(hostile)))
    #expect(heat["tokens"]?[1]?["text"]?.text == hostile)
  }
}

extension Double {
  fileprivate func rounded(_ places: Int) -> Double {
    let unit = (0..<places).reduce(1.0) { unit, _ in unit * 10 }
    return (self * unit).rounded() / unit
  }
}
