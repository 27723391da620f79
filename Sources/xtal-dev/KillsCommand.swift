import ArgumentParser
import Foundation
import Store

/// `xtal-dev kills`: ends `xtal history` by force, again and again, and compares what is left at the end.
struct KillsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kills", abstract: "Kill runs over a history at random moments and compare the databases.",
    discussion: """
      First analyses the repository's history in one go. Then starts the same again with another database and ends it by \
      SIGKILL after a random time; after each, the database is opened and examined (integrity_check). The next run goes \
      on where the killed one stopped. Whenever a run gets through before it is killed, its database is compared with \
      the first one, and the next begins with none. Fails where a database does not open, is damaged, or differs.
      """)

  @Argument(help: "Root folder of the repository.")
  var path: String

  @Option(help: "How often to kill.")
  var kills: Int = 200

  @Option(help: "Longest time a run gets, in seconds.")
  var longest: Double = 3

  @Option(help: "The xtal to run (default: the one beside this program).")
  var xtal: String?

  func run() throws {
    let program = xtal ?? Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "xtal").path ?? "xtal"
    let folder = FileManager.default.temporaryDirectory.appending(path: "xtal-kills-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let whole = folder.appending(path: "whole.sqlite").path
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try start(program, database: whole, for: nil) }
    let expected = try AnalysisStore(path: whole, access: .reading).historyDigest()
    print("uninterrupted: \(time), digest \(expected)")
    var (killed, completed, gone) = (0, 0, 0)
    while killed < kills {
      let database = folder.appending(path: "killed-\(completed).sqlite").path
      if try start(program, database: database, for: Double.random(in: 0.005...longest)) {
        completed += 1
        try compare(database, expected)
        continue
      }
      killed += 1
      if FileManager.default.fileExists(atPath: database) {
        try AnalysisStore(path: database, access: .writing).checkIntegrity()
      } else {
        gone += 1
      }
    }
    let last = folder.appending(path: "killed-\(completed).sqlite").path
    _ = try start(program, database: last, for: nil)
    try compare(last, expected)
    print(
      "\(killed) kills, \(gone) of them before there was a database; \(completed + 1) databases completed, all equal")
  }

  private func compare(_ database: String, _ expected: String) throws {
    let found = try AnalysisStore(path: database, access: .reading).historyDigest()
    guard found == expected else {
      print("digest \(found) instead of \(expected)")
      throw ExitCode(1)
    }
  }

  /// Runs to the end, or until the time is over; tells whether it got to the end.
  private func start(_ program: String, database: String, for seconds: Double?) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["history", path, "--database", database, "--progress", "never", "--no-config"]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    if let seconds {
      let end = Date(timeIntervalSinceNow: seconds)
      while process.isRunning, Date() < end { usleep(2000) }
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
    process.waitUntilExit()
    if process.terminationReason == .exit, process.terminationStatus != 0 {
      throw ExitCode(process.terminationStatus)
    }
    return process.terminationReason == .exit
  }
}
