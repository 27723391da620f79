import Model
import Reports

/// How text looks, from flags, the terminal and the environment.
enum TerminalOptions {
  /// `output` is a file, or `-`; `color` what `--color` says. Throws where that is no known word.
  static func report(output: String, color: String) throws -> ReportOptions {
    guard let policy = ColorPolicy(rawValue: color) else {
      throw AnalysisError("--color is one of auto, always, never; not '\(TerminalSanitizer.sanitized(color))'.")
    }
    let isTerminal = output == "-" && ProcessSetup.isTerminal(1)
    return ReportOptions(
      width: isTerminal ? ProcessSetup.terminalWidth(1) ?? 100 : 100,
      style: ColorPolicy.resolve(
        flag: policy, isTerminal: isTerminal, noColor: ProcessSetup.environment("NO_COLOR"),
        forceColor: ProcessSetup.environment("FORCE_COLOR"), term: ProcessSetup.environment("TERM")))
  }
}
