import ArgumentParser

/// The tool of those who work on xtal. It is not installed with it, and it writes nowhere but in the repository.
@main
struct XtalDev: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xtal-dev",
    abstract: "Lays out rules, writes generated files, checks the repository, measures xtal.",
    subcommands: [
      NewRuleCommand.self, GenerateCommand.self, CheckCommand.self, BenchCommand.self, BenchHistoryCommand.self,
      TruthCommand.self,
      ReferencesCommand.self, RelinkCommand.self, GrowthCommand.self, KillsCommand.self, InjectionsCommand.self,
      EnergyTrainCommand.self, EnergyAblateCommand.self, EnergyChangesCommand.self,
    ])
}
