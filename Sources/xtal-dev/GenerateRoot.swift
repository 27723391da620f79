import ArgumentParser
import Foundation

/// The option that names the repository to work on.
struct GenerateRoot: ParsableArguments {
  @Option(name: .customLong("root"), help: "Root of xtal's repository; found upwards from here where it is not given.")
  var path: String?

  /// The root: the given folder, or the nearest one upwards that holds a manifest and rules.
  func url() throws -> URL {
    let manager = FileManager.default
    if let path { return URL(filePath: path, directoryHint: .isDirectory) }
    var folder = URL(filePath: manager.currentDirectoryPath, directoryHint: .isDirectory)
    while true {
      let isRoot = ["Package.swift", "rules", "Sources/Rules"].allSatisfy {
        manager.fileExists(atPath: folder.appending(path: $0).path)
      }
      if isRoot { return folder }
      let parent = folder.deletingLastPathComponent()
      guard parent.path != folder.path, folder.path != "/" else {
        throw ValidationError("this is no checkout of xtal; go to one or name it with --root")
      }
      folder = parent
    }
  }
}
