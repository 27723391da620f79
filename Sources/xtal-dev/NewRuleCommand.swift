import ArgumentParser
import Foundation

/// `xtal-dev new <class>/<name>`: lays out the three places of a rule.
struct NewRuleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Lays out a rule: its detector, its rule file and its fixtures.")

  @OptionGroup var repository: GenerateRoot

  @Argument(help: "The rule's identifier, for example void/unreachable-code.")
  var rule: String

  @Option(help: "What the detector needs: file, graph or history.")
  var input: NewRuleLayout.Input = .file

  func run() throws {
    let root = try repository.url()
    let layout = try NewRuleLayout(rule: rule, input: input)
    let existing = layout.files.filter { FileManager.default.fileExists(atPath: root.appending(path: $0.path).path) }
    if let first = existing.first {
      throw ValidationError("\(first.path) exists already; a rule is laid out once")
    }
    for file in layout.files {
      let url = root.appending(path: file.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.text.utf8).write(to: url, options: .withoutOverwriting)
      print("wrote \(file.path)")
    }
    print("Fill in '\(NewRuleLayout.placeholder)' in them, then run: \(GeneratedFile.mendingCommand)")
  }
}
