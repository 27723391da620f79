import ArgumentParser
import Foundation

/// `xtal-dev generate`: rewrites the files that are made from `rules/` and from the sources, the database's schema among them.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Rewrites the rule catalogue, the detector registry and the generated documents.")

  @OptionGroup var repository: GenerateRoot

  func run() throws {
    let root = try repository.url()
    let files = try GeneratedFiles(root: root)
    for file in files.stale {
      let url = root.appending(path: file.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.text.utf8).write(to: url, options: .atomic)
      print("wrote \(file.path)")
    }
    if files.stale.isEmpty { print("all \(files.all.count) generated files are fresh") }
  }
}
