import Foundation
import Testing

/// The binary as a person or a CI job uses it: exit codes, streams, messages.
///
/// A class because the folders of a test go with it.
final class CommandTests {
  private var folders: [String] = []

  deinit { for folder in folders { try? FileManager.default.removeItem(atPath: folder) } }

  struct Run {
    var code: Int32
    var output: String
    var errors: String
  }

  /// The `xtal` that was built with these tests, beside their bundle.
  private static let binary: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var folder = URL(fileURLWithPath: bundle)
    while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent("xtal").path)
    {
      folder.deleteLastPathComponent()
    }
    return folder.appendingPathComponent("xtal").path
  }()

  func xtal(_ arguments: String..., in folder: String = NSTemporaryDirectory()) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.binary)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["PATH": "/usr/bin:/bin"]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Run(
      code: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: errorText, as: UTF8.self))
  }

  func folder(_ files: [String: String]) throws -> String {
    let path = NSTemporaryDirectory() + "xtal-command-\(UUID().uuidString)"
    folders.append(path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name)) }
    return path
  }

  @Test func analyzeIsTheDefaultAndReportsOnStandardOutput() throws {
    let path = try folder(["a.swift": "// TODO: finish\nlet a = 1\n"])
    let run = try xtal(path)
    #expect(run.code == 0)
    #expect(run.output.contains("vacancy/unfinished-work"))
    #expect(run.errors.isEmpty)
    #expect(try xtal(in: path).output == run.output)
    #expect(try String(contentsOfFile: path + "/.xtal/.gitignore", encoding: .utf8) == "*\n")
  }

  @Test func energyIsMeasuredWhereAFlagOrTheConfigurationAsksForIt() throws {
    let path = try folder(["a.swift": "let first = 1\nlet second = first\n"])
    #expect(!(try xtal("analyze", "--database", "none", in: path).output.contains("bits a token")))
    #expect(
      try xtal("analyze", "--energy", "--database", "none", in: path).output.contains("bits a token over 8 tokens"))
    try Data("energy: true\n".utf8).write(to: URL(fileURLWithPath: path + "/.xtal.yml"))
    #expect(try xtal("analyze", "--database", "none", in: path).output.contains("bits a token"))
    #expect(!(try xtal("analyze", "--no-energy", "--database", "none", in: path).output.contains("bits a token")))
  }

  @Test func validateSaysWhatItNeeds() throws {
    let path = try folder(["a.swift": "let a = 1\n"])
    let plain = try xtal("validate", path)
    #expect(plain.code == 2 && plain.errors.contains("no history") && plain.output.isEmpty)
    #expect(try xtal("validate", path, "--unit", "folder").errors.contains("file, declaration, both"))
    #expect(try xtal("validate", path, "--format", "sarif").code == 2)
  }

  @Test func theGateGivesOne() throws {
    let path = try folder(["a.swift": "// TODO: finish\nlet a = 1\n"])
    #expect(try xtal("analyze", path, "--fail-on", "note").code == 1)
    #expect(try xtal("analyze", path, "--fail-on", "error").code == 0)
    #expect(try xtal("analyze", path, "--fail-on", "never").code == 0)
  }

  @Test(arguments: [
    (["analyze", "/no/such/folder"], "/no/such/folder"), (["analyze", "/etc/hostname"], "folder"),
    (["analyze", ".", "--format", "xml"], "text, json, sarif"),
    (["analyze", ".", "--rule", "twin/duplicate-cod"], "twin/duplicate-code"),
    (["analyze", ".", "--fail-on", "high"], "--fail-on"), (["analyze", ".", "--jobs", "0"], "--jobs"),
    (["explain", "twin/duplicate-cod"], "twin/duplicate-code"), (["analyze", "--nonsense"], "nonsense"),
    (["analyze", ".", "--config", "/no/such.yml"], "/no/such.yml"),
  ])
  func wrongUseGivesTwoAndSaysWhy(arguments: [String], fragment: String) throws {
    let path = try folder(["a.swift": "let a = 1\n"])
    let process = arguments + ["--database", "none"]
    let run = try arguments[0] == "analyze" ? xtalList(process, in: path) : xtalList(arguments, in: path)
    #expect(run.code == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(fragment))
  }

  private func xtalList(_ arguments: [String], in folder: String) throws -> Run {
    switch arguments.count {
    case 2: try xtal(arguments[0], arguments[1], in: folder)
    case 4: try xtal(arguments[0], arguments[1], arguments[2], arguments[3], in: folder)
    default:
      try xtal(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5], in: folder)
    }
  }

  @Test func anUnknownRevisionAndAnEmptyFolderGiveTwo() throws {
    let empty = try folder([:])
    #expect(try xtal("analyze", empty).code == 2)
    let plain = try folder(["a.swift": "let a = 1\n"])
    let run = try xtal("analyze", plain, "--rev", "HEAD")
    #expect(run.code == 2 && run.errors.contains("git"))
  }

  @Test func unknownConfigurationKeysGiveTwo() throws {
    let path = try folder(["a.swift": "let a = 1\n", ".xtal.yml": "exclud: []\n"])
    let run = try xtal("analyze", path)
    #expect(run.code == 2 && run.errors.contains("exclude"))
    #expect(try xtal("analyze", path, "--no-config").code == 0)
  }

  @Test func severalFormatsInOneRun() throws {
    let path = try folder(["a.swift": "// TODO: finish\nlet a = 1\n"])
    let run = try xtal(
      "analyze", path, "--format", "json", "--output", path + "/r.json", "--format", "sarif", "--output",
      path + "/r.sarif",
      "--format", "text")
    #expect(run.code == 0 && run.output.contains("unfinished-work"))
    let json =
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path + "/r.json"))) as? [String: Any]
    #expect(json?["schemaVersion"] as? Int == 1)
    let sarif =
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path + "/r.sarif")))
      as? [String: Any]
    #expect(sarif?["version"] as? String == "2.1.0")
    #expect(try xtal("analyze", path, "--format", "json", "--format", "text").code == 2)
  }

  @Test func damagedDatabasesGiveTwoAndStay() throws {
    let path = try folder(["a.swift": "let a = 1\n", "bad.sqlite": String(repeating: "x", count: 9000)])
    let run = try xtal("analyze", path, "--database", path + "/bad.sqlite")
    #expect(run.code == 2 && run.errors.contains("bad.sqlite"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path + "/bad.sqlite")).count == 9000)
  }

  @Test func aFullDiskKeepsTheReport() throws {
    // /dev/full takes no byte: an output there fails, and says so.
    let path = try folder(["a.swift": "let a = 1\n"])
    let run = try xtal("analyze", path, "--output", "/dev/full")
    #expect(run.code == 2 && run.errors.contains("/dev/full"))
  }

  @Test func aHugeFileIsSkippedWithALine() throws {
    let path = try folder(["a.swift": "let a = 1\n"])
    let huge = path + "/huge.swift"
    #expect(FileManager.default.createFile(atPath: huge, contents: nil))
    let handle = try #require(FileHandle(forWritingAtPath: huge))
    try handle.truncate(atOffset: 100 << 20)
    try handle.close()
    let run = try xtal("analyze", path)
    #expect(run.code == 0 && run.output.contains("huge.swift") && run.output.contains("larger than"))
  }

  @Test func aFileThatTakesTheParserForeverIsGivenUp() throws {
    // Unclosed brackets cost the parser time exponential in their number.
    let path = try folder([
      "a.swift": "// TODO: finish\nlet a = 1\n", "b.swift": "let b = " + String(repeating: "[", count: 2000),
      ".xtal.yml": "limits: {fileSeconds: 2}\n",
    ])
    let run = try xtal("analyze", path)
    #expect(run.code == 0 && run.output.contains("b.swift") && run.output.contains("took longer than 2 s"))
    #expect(run.output.contains("unfinished-work"))
  }

  @Test func hostileNamesAndTextsReachNoTerminalRaw() throws {
    let path = try folder(["a\u{1b}[31m\u{202e}.swift": "// TODO: \u{1b}]0;owned\u{07} \u{202e}evil\nlet a = 1\n"])
    let run = try xtal("analyze", path, "--color", "never")
    #expect(run.code == 0)
    #expect(!run.output.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x07 || $0.value == 0x202e })
  }

  @Test func catalogueAndDoctorAnswer() throws {
    let rules = try xtal("rules")
    #expect(rules.code == 0 && rules.output.contains("twin/duplicate-code"))
    #expect(try xtal("explain", "twin/duplicate-code").output.contains("clone"))
    let path = try folder(["a.swift": "let a = 1\n"])
    let doctor = try xtal("doctor", path)
    #expect(doctor.code == 0 && doctor.output.contains("libgit2") && doctor.output.contains("SQLite"))
    #expect(try xtal("--version").output == "0.1.0\n")
    #expect(try xtal("--help").code == 0)
  }
}
