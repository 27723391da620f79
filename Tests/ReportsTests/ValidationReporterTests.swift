import Foundation
import Testing

@testable import Measures
@testable import Reports

@Suite struct ValidationReporterTests {
  private func text(_ report: ValidationReport, _ options: ReportOptions = ReportOptions()) -> String {
    String(decoding: ValidationTextReporter().report(report, options: options), as: UTF8.self)
  }

  private func json(_ report: ValidationReport) throws -> JSONValue {
    try JSONValue.parse(ValidationJSONReporter().report(report))
  }

  private func schema() throws -> JSONValue {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try JSONValue.parse([UInt8](Data(contentsOf: root.appending(path: "docs/validate.schema.json"))))
  }

  @Test(arguments: [100, 60])
  func textMatchesGolden(width: Int) throws {
    try Golden.expect(
      text(SampleValidation.report, ReportOptions(width: width)).utf8, matches: "validate-\(width).txt")
  }

  @Test func jsonMatchesGolden() throws {
    try Golden.expect(ValidationJSONReporter().report(SampleValidation.report), matches: "validate.json")
  }

  @Test func jsonFitsTheSchema() throws {
    var evaluated = SampleValidation.report
    let samples = (0..<40).map { number in
      ValidationSample(
        name: "\(number)", linesOfCode: number, churn: 1, values: [Double(number * 7 % 40)], fixes: number % 3)
    }
    evaluated.studies = [
      ValidationEvaluation(ValidationStudy(unit: .file, predictors: ["number"], samples: samples)).result(
        resamples: 20),
      ValidationEvaluation(ValidationStudy(unit: .file, predictors: ["none"], samples: [])).result(resamples: 20),
    ]
    let verdicts: [HardeningResult.Verdict] = [
      .halfInside, .halfAndZeroInside, .halfOutside, .tooFewRows(3), .notSeparable, .noInterval,
    ]
    evaluated.hardening = verdicts.map { verdict in
      var result = SampleValidation.hardening[0]
      result.verdict = verdict
      return result
    }
    for report in [SampleValidation.report, evaluated, SampleValidation.hostile(SampleRun.hostileText)] {
      #expect(try SchemaCheck.faults(of: json(report), against: schema()) == [])
    }
  }

  @Test func figuresThatAreNotThereAreLeftOut() throws {
    let json = try json(SampleValidation.report)
    let energy = json["studies"]?[0]?["predictors"]?[4]?["alone"]
    #expect(energy?["figures"]?["auc"] == nil && energy?["verdict"]?.text == "valuesMissing")
    #expect(json["hardening"]?[1]?["exponent"] == nil)
    #expect(json["studies"]?[0]?["baselines"]?[0]?["figures"]?["auc"]?["low"] == nil)
    #expect(!text(SampleValidation.report).contains("nan"))
  }

  @Test func hostileTextIsMadeVisible() throws {
    let report = SampleValidation.hostile(SampleRun.hostileText)
    for width in [40, 100, 1000] {
      let output = text(report, ReportOptions(width: width))
      #expect(!output.unicodeScalars.contains { $0 != "\n" && TerminalSanitizer.isUnsafe($0) })
    }
    let bytes = String(decoding: ValidationJSONReporter().report(report), as: UTF8.self)
    #expect(!bytes.unicodeScalars.contains { $0 != "\n" && TerminalSanitizer.isUnsafe($0) })
    #expect(try json(report)["repository"]?.text == SampleRun.hostileText)
  }

  @Test(arguments: [40, 60, 100, 200])
  func noLineIsWiderThanThePage(width: Int) {
    let report = SampleValidation.hostile(String(repeating: "VeryLongName/日本語 ", count: 9))
    for line in text(report, ReportOptions(width: width)).split(separator: "\n") {
      #expect(DisplayWidth.columns(of: String(line)) <= width, "\(line)")
    }
  }

  @Test func everyVerdictHasASentence() {
    let wording = ValidationWording(unit: .declaration)
    let figures = RankingFigures(auc: SampleValidation.estimate(0.031, 0.012, 0.05))
    func sentences(_ verdict: ValidationVerdict) -> [String] {
      let comparison = ValidationResult.Comparison(figures: figures, difference: figures, verdict: verdict)
      return [wording.alone(comparison), wording.beside(comparison)]
    }
    let detail = "(ΔAUC +0.031, interval 0.012 to 0.050)"
    #expect(sentences(.better) == ["beats lines of code \(detail)", "adds to lines of code and churn \(detail)"])
    #expect(
      sentences(.noDifferenceShown) == [
        "no better than lines of code here: no difference shown \(detail)",
        "adds nothing beyond lines of code and churn here: no difference shown \(detail)",
      ])
    #expect(
      sentences(.worse) == [
        "worse than lines of code here \(detail)",
        "adds nothing beyond lines of code and churn here: worse with it \(detail)",
      ])
    #expect(sentences(.tooFewFixed(7))[0] == "too few fixed declarations to say (7)")
    #expect(sentences(.tooFewUnfixed(3))[1] == "too few declarations without a fix to say (3)")
    #expect(sentences(.tooFewFiles(4))[1] == "fixed lines in too few files to say (4)")
    #expect(sentences(.constant)[0] == "the same for every declaration: it ranks nothing")
    #expect(sentences(.valuesMissing)[0] == "not judged: some declarations have no value of it")
  }

  @Test func linesAreComparedWithTheirLength() {
    let page = text(SampleValidation.report, ReportOptions(width: 200))
    #expect(page.contains("energy per token: worse than length here (ΔAUC -0.060"))
    #expect(page.contains("adds to length, age and churn (ΔAUC +0.010"))
    #expect(page.contains("60,214 lines · 814 mended after the cut-off") && page.contains("in 91 files"))
    var few = SampleValidation.lines
    few.fixedFiles = 9
    var report = SampleValidation.report
    report.studies = [few]
    #expect(text(report).contains("fixed lines in too few files to say (9)"))
  }

  @Test func figuresHaveThreeDecimals() {
    #expect(FigureFormat.thousandths(0.7126) == "0.713" && FigureFormat.thousandths(-1234.5) == "-1,234.500")
    #expect(FigureFormat.thousandths(-0.0001) == "0.000" && FigureFormat.thousandths(.nan) == "–")
    #expect(FigureFormat.signedThousandths(0.031) == "+0.031" && FigureFormat.signedThousandths(0.0001) == "0.000")
    #expect(FigureFormat.estimate(nil) == "–")
  }
}
