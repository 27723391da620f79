import ArgumentParser
import Model
import Reports
import Rules

/// `xtal rules`: the catalogue.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "rules", abstract: "List all rules.")

  @Option(help: "text or json.")
  var format: String = "text"

  mutating func run() throws {
    try CatalogueOutput.write(rules: RuleCatalogue.all, format: format) { $0.list(options: $1) }
  }
}

/// `xtal explain RULE`: one rule, whole.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a rule: what it finds and why, its options, cost and examples.")

  @Argument(help: "The rule's identifier, class/name.")
  var rule: String

  @Option(help: "text or json.")
  var format: String = "text"

  mutating func run() throws {
    guard let found = RuleCatalogue.rule(RuleID(rule)) else {
      let hint = RuleCatalogue.nearest(to: rule).map { " Did you mean \($0)?" } ?? ""
      throw AnalysisError("There is no rule '\(TerminalSanitizer.sanitized(rule))'.\(hint) `xtal rules` lists them.")
    }
    try CatalogueOutput.write(rules: [found], format: format) { $0.explain(found, options: $1) }
  }
}

/// Writes the catalogue or a part of it to standard output.
enum CatalogueOutput {
  static func write(
    rules: [Rule], format: String, text: (CatalogueReporter, ReportOptions) -> String
  ) throws {
    let reporter = CatalogueReporter(rules: rules)
    switch format {
    case "json": StandardOutput.write(reporter.json())
    case "text":
      let isTerminal = ProcessSetup.isTerminal(1)
      let style = ColorPolicy.resolve(
        flag: .auto, isTerminal: isTerminal, noColor: ProcessSetup.environment("NO_COLOR"),
        forceColor: ProcessSetup.environment("FORCE_COLOR"), term: ProcessSetup.environment("TERM"))
      let options = ReportOptions(width: ProcessSetup.terminalWidth(1) ?? 100, style: style)
      StandardOutput.write(text(reporter, options))
    default: throw AnalysisError("--format is text or json here, not '\(TerminalSanitizer.sanitized(format))'.")
    }
  }
}
