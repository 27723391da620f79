import ArgumentParser
import Model
import Pipeline

/// The flag of commands that measure token energy beside everything else.
struct EnergyOption: ParsableArguments {
  @Flag(
    inversion: .prefixedNo, help: "Measure token energy too (docs/energy.md). Default: 'energy' in the configuration.")
  var energy: Bool?

  func apply(to configuration: inout Configuration) {
    if let energy { configuration.measuresEnergy = energy }
  }
}

/// The flags of every command that analyses code: with which settings, how fast, how visibly.
struct RunOptions: ParsableArguments {
  @Option(help: "Configuration file. Default: .xtal.yml, found upwards from the folder.")
  var config: String?

  @Flag(help: "Use no configuration file.")
  var noConfig = false

  @Option(help: "Number of worker threads. Default: the number of cores.")
  var jobs: Int?

  @Option(help: "Progress line on standard error: auto (where it is a terminal) or never.")
  var progress: ProgressMode = .auto

  enum ProgressMode: String, ExpressibleByArgument, CaseIterable {
    case auto
    case never
  }

  /// The configuration that the flags name, or that is found from a folder upwards.
  func configuration(for path: String) throws -> Configuration {
    if let config { return try ConfigurationReader.read(path: config) }
    if !noConfig, let found = ConfigurationReader.find(from: path) { return try ConfigurationReader.read(path: found) }
    return Configuration()
  }

  func workers() throws -> Int {
    if let jobs, jobs < 1 || jobs > 256 { throw AnalysisError("--jobs has to be between 1 and 256.") }
    return jobs ?? ProcessSetup.availableCores
  }

  /// Runs `body` with a progress line that is taken back before anything else is written.
  func withProgress<Result>(_ body: (@escaping @Sendable (ProgressEvent) -> Void) throws -> Result) throws -> Result {
    let line = ProgressPrinter(isOn: progress == .auto && ProcessSetup.isTerminal(2))
    defer { line.clear() }
    return try body { line.show($0) }
  }
}
