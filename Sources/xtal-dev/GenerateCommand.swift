import ArgumentParser
import Foundation

/// `xtal-dev generate`: rewrites the files that are made from `rules/` and from the sources, the database's schema among them.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Rewrites the rule catalogue, the detector registry and the generated documents.")

  @OptionGroup var repository: GenerateRoot

  @Flag(
    help:
      "Also make the table of what the standard library, Foundation and others declare, from a toolchain's interfaces.")
  var library = false

  @Option(help: "With --library: the usr folder of the toolchain; by default the one whose swift is first on PATH.")
  var toolchain: String?

  func run() throws {
    let root = try repository.url()
    let files = try GeneratedFiles(root: root)
    for file in files.stale { try write(file, root: root) }
    if files.stale.isEmpty { print("all \(files.all.count) generated files are fresh") }
    guard library else { return }
    let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let generator = LibraryGenerator(toolchain: try LibraryToolchain(path: toolchain, searchPath: searchPath))
    for file in try generator.files() { try write(file, root: root) }
  }

  private func write(_ file: GeneratedFile, root: URL) throws {
    let url = root.appending(path: file.path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.text.utf8).write(to: url, options: .atomic)
    print("wrote \(file.path)")
  }
}
