import ArgumentParser
import Measures
import Model
import Pipeline
import Reports

/// `xtal energy`: how well code fits what stands around it.
struct EnergyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "energy", abstract: "Show how well the rest of the repository foretells each token, in bits.",
    discussion: """
      Every file is scored by a model of the others: the energy of a token is -log2 of its probability. Names, literals \
      and syntax are shown apart, lines are held against lines of their own type. docs/energy.md says how, and what the \
      figures do not mean.
      """)

  enum Format: String, CaseIterable {
    case text
    case json
  }

  @OptionGroup var source: SnapshotOptions

  @Option(help: ArgumentHelp("List this file with the heat of each token.", valueName: "path"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Score each N-th file, by a hash of its path, by a model of all others, and show the means.", valueName: "n"))
  var holdout: Int?

  @Flag(help: "Show the model's thermodynamics: a sweep over inverse temperature, strain, order, the learning curve.")
  var sweep = false

  @Option(help: ArgumentHelp("With --holdout: write every scored token with its bits to this file.", valueName: "file"))
  var dump: String?

  @Option(
    help: ArgumentHelp(
      "Score the lines that a change adds, BASE..HEAD or BASE for the working tree, beside those of earlier changes.",
      valueName: "range"))
  var diff: String?

  @Option(help: "With --diff: how many commits before the base to compare with.")
  var changes: Int = 100

  @Option(help: "How many of the least fitting lines to show.")
  var lines: Int = 10

  @Flag(help: "Show every file instead of the first ten.")
  var all = false

  @Option(help: "text or json.")
  var format: String = "text"

  @OptionGroup var target: EnergyOutput

  mutating func run() throws {
    AnalysisPipeline.warmUp()
    let format = try StoredHistoryOptions.choice(self.format, of: "--format", as: Format.self)
    try check()
    let options = try target.report
    let workers = try source.workers()
    let configuration = try source.configuration()
    let bytes: [UInt8] = try source.withProgress { progress in
      let request = SnapshotRequest(
        path: source.path, revision: source.rev, configuration: configuration, workers: workers, progress: progress)
      if let diff { return try mismatch(request, diff, format, options) }
      if sweep {
        return EnergySweepReporter.report(
          try EnergyPipeline(request).sweep(), format: format == .json ? .json : .text, options: options)
      }
      if let holdout { return try heldOut(request, holdout, format, options) }
      if let file { return try heat(request, file, format, options) }
      let report = try EnergyPipeline(request).run(lineLimit: lines)
      switch format {
      case .text: return EnergyTextReporter.report(report, fileLimit: all ? nil : 10, options: options)
      case .json: return EnergyJSONReporter.report(report)
      }
    }
    try target.write(bytes)
  }

  private func check() throws {
    if let holdout, holdout < 2 { throw AnalysisError("--holdout has to be 2 or more: each N-th file is held out.") }
    if dump != nil, holdout == nil { throw AnalysisError("--dump writes what --holdout scored; give --holdout N too.") }
    if [file != nil, holdout != nil, diff != nil, sweep].filter({ $0 }).count > 1 {
      throw AnalysisError("--file, --holdout, --diff and --sweep do not go together: choose one.")
    }
    if diff != nil, source.rev != nil { throw AnalysisError("--diff names its revisions itself; leave --rev out.") }
    guard (1...100_000).contains(changes) else { throw AnalysisError("--changes has to be between 1 and 100,000.") }
    guard (0...10_000).contains(lines) else { throw AnalysisError("--lines has to be between 0 and 10,000.") }
  }

  private func heldOut(_ request: SnapshotRequest, _ modulus: Int, _ format: Format, _ options: ReportOptions) throws
    -> [UInt8]
  {
    let holdout = try EnergyPipeline(request).holdout(modulus: modulus, keepsDump: dump != nil)
    if let dump { try OutputFile.write(EnergyHoldoutReporter.dump(holdout), to: dump) }
    switch format {
    case .text: return EnergyHoldoutReporter.text(holdout, modulus: modulus, options: options)
    case .json: return EnergyJSONReporter.report(holdout)
    }
  }

  private func mismatch(_ request: SnapshotRequest, _ range: String, _ format: Format, _ options: ReportOptions) throws
    -> [UInt8]
  {
    let (base, head) = try ends(of: range)
    let report = try MismatchPipeline(request, base: base, head: head, changeCount: changes, lineLimit: lines).run()
    switch format {
    case .text: return MismatchReporter.text(report, fileLimit: all ? nil : 10, options: options)
    case .json: return MismatchReporter.json(report)
    }
  }

  /// `BASE..HEAD`, or `BASE` for the working tree.
  private func ends(of range: String) throws -> (base: String, head: String?) {
    guard let dots = range.firstRange(of: "..") else { return (range, nil) }
    let (base, head) = (String(range[..<dots.lowerBound]), String(range[dots.upperBound...]))
    guard !base.isEmpty, !head.isEmpty, !head.hasPrefix(".") else {
      throw AnalysisError(
        "--diff takes BASE..HEAD, or BASE alone for the working tree; both ends are needed around '..'.")
    }
    return (base, head)
  }

  private func heat(_ request: SnapshotRequest, _ file: String, _ format: Format, _ options: ReportOptions) throws
    -> [UInt8]
  {
    let (heat, lines) = try EnergyPipeline(request).heat(of: file)
    switch format {
    case .text:
      return EnergyHeatReporter.report(heat, lines: { lines.line($0, of: file) }, options: options)
    case .json: return EnergyJSONReporter.report(heat)
    }
  }
}

/// Where the output goes, and how it looks.
struct EnergyOutput: ParsableArguments {
  @Option(help: "File for the output; - is standard output.")
  var output: String = "-"

  @Option(help: "Colours: auto, always or never. NO_COLOR and FORCE_COLOR are honoured in auto.")
  var color: String = "auto"

  var report: ReportOptions {
    get throws { try TerminalOptions.report(output: output, color: color) }
  }

  func write(_ bytes: [UInt8]) throws {
    if output == "-" { StandardOutput.write(bytes) } else { try OutputFile.write(bytes, to: output) }
  }
}
