import Model
import Reports

/// One report to write: a format and where it goes.
struct ReportOutput {
  var format: ReportFormat
  /// Nil for standard output.
  var path: String?

  /// Pairs the n-th format with the n-th output. Text to standard output where nothing is asked for.
  static func pair(formats: [String], outputs: [String]) throws -> [ReportOutput] {
    let formats = try (formats.isEmpty ? ["text"] : formats).map { try ReportFormat(named: $0) }
    guard outputs.count <= formats.count else {
      throw AnalysisError("There are more --output than --format: the n-th output belongs to the n-th format.")
    }
    let pairs = formats.enumerated().map { index, format in
      let path = index < outputs.count && outputs[index] != "-" ? outputs[index] : nil
      return ReportOutput(format: format, path: path)
    }
    guard pairs.count(where: { $0.path == nil }) <= 1 else {
      throw AnalysisError("Only one format can go to standard output. Give the others an --output FILE each.")
    }
    return pairs
  }
}
