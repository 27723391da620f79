import ArgumentParser
import Model
import Pipeline
import Reports

/// The flags of the commands that show what `xtal history` has stored.
struct StoredHistoryOptions: ParsableArguments {
  @Option(help: "Database file. Default: .xtal/xtal.sqlite in the folder.")
  var database: String?

  @Option(help: "File for the output; - is standard output.")
  var output: String = "-"

  @Option(help: "Colours: auto, always or never. NO_COLOR and FORCE_COLOR are honoured in auto.")
  var color: String = "auto"

  func history(at path: String) throws -> StoredHistory {
    try StoredHistory(path: path, database: AnalysisRequest.Database(flag: database))
  }

  var report: ReportOptions {
    get throws {
      try TerminalOptions.report(output: output, color: color)
    }
  }

  func write(_ bytes: [UInt8]) throws {
    if output == "-" { StandardOutput.write(bytes) } else { try OutputFile.write(bytes, to: output) }
  }

  /// The case of that name. Throws with all names where there is none.
  static func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ text: String, of option: String, as type: Choice.Type
  ) throws -> Choice {
    guard let choice = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw AnalysisError("\(option) is one of \(names); not '\(TerminalSanitizer.sanitized(text))'.")
    }
    return choice
  }
}
