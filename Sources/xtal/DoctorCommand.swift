import ArgumentParser
import Pipeline
import Reports

/// `xtal doctor`: what this machine, this repository and its database look like to xtal.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check toolchain, libraries, repository and database, and say what to mend.")

  @Argument(help: "The repository or folder.")
  var path: String = "."

  @Option(help: "Database file. Default: .xtal/xtal.sqlite in the folder.")
  var database: String?

  mutating func run() throws {
    let doctor = Doctor(path: path, database: database, searchPath: ProcessSetup.environment("PATH") ?? "")
    let checks = doctor.examine()
    let width = checks.map(\.subject.count).max() ?? 0
    for check in checks {
      let mark = check.isHealthy ? "ok  " : "mend"
      let padding = String(repeating: " ", count: width - check.subject.count)
      StandardOutput.write("\(mark)  \(check.subject)\(padding)  \(TerminalSanitizer.sanitized(check.message))\n")
    }
    if checks.contains(where: { !$0.isHealthy }) { throw ExitCode(2) }
  }
}
