import ArgumentParser
import Foundation

/// `xtal-dev check`: what has to hold before a change is handed in, beside the tests. Exit code 1 where it does not.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks generated files, the completeness of rules, and the format of the sources.")

  @OptionGroup var repository: GenerateRoot

  func run() throws {
    let root = try repository.url()
    var problems = [String]()
    problems += try CheckFreshness(root: root).problems
    problems += try CheckRules(root: root).problems
    let format = CheckFormat(root: root)
    problems += try format.problems()
    for problem in problems { print(problem) }
    guard problems.isEmpty else { throw ExitCode(1) }
    print("generated files, rules and format are in order")
  }
}
