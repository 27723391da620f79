import ArgumentParser
import Model

/// The command line's root. `analyze` runs where no command is named.
@main
struct Xtal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xtal",
    abstract: "Finds structural defects in Swift repositories, without a build.",
    discussion: """
      Exit codes: 0 clean or report only, 1 findings over the gate (--fail-on), 2 wrong use, configuration or \
      environment, 3 a fault of xtal itself.
      """,
    version: ToolVersion.current,
    subcommands: [
      AnalyzeCommand.self, HistoryCommand.self, TrendCommand.self, BlameCommand.self, HotspotsCommand.self,
      ValidateCommand.self, EnergyCommand.self,
      GraphCommand.self, ReferencesCommand.self, RulesCommand.self,
      ExplainCommand.self,
      DoctorCommand.self,
    ],
    defaultSubcommand: AnalyzeCommand.self)

  static func main() {
    ProcessSetup.prepare()
    do {
      var command = try parseAsRoot()
      try command.run()
      ProcessSetup.exit(0)
    } catch let error as AnalysisError {
      StandardError.line("xtal: \(error.message)")
      ProcessSetup.exit(error.kind == .usage ? 2 : 3)
    } catch {
      let code = exitCode(for: error)
      // The parser's own code for wrong use is 64; ours is 2.
      let text = fullMessage(for: error)
      if code == .success {
        StandardOutput.write(text + (text.isEmpty ? "" : "\n"))
        ProcessSetup.exit(0)
      }
      if !text.isEmpty { StandardError.line(text) }
      ProcessSetup.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }
}
