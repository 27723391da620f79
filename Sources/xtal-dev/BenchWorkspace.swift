import Foundation
import Model

/// A temporary folder for databases, outputs and the copy of the repository that the bench may change.
struct BenchWorkspace {
  private let folder: URL
  /// Root of the copy. Its last component is the original's, since reports show it.
  let copy: URL

  /// Copies the repository, its git folder included, but no build products and no database of xtal's at its root.
  init(copying repository: String) throws {
    let root = URL(filePath: repository).standardizedFileURL
    guard (try? root.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true else {
      throw AnalysisError("There is no folder at \(repository).")
    }
    folder = FileManager.default.temporaryDirectory.appending(path: "xtal-bench-\(UUID().uuidString)")
    copy = folder.appending(path: "copy").appending(path: root.lastPathComponent)
    do {
      try FileManager.default.createDirectory(
        at: copy, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      for name in try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
      where name != ".build" && name != ".xtal" {
        try FileManager.default.copyItem(at: root.appending(path: name), to: copy.appending(path: name))
      }
    } catch {
      try? FileManager.default.removeItem(at: folder)
      throw AnalysisError("The repository cannot be copied to a temporary folder: \(error.localizedDescription)")
    }
  }

  /// Path of a file of the workspace.
  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Text of a file of the workspace; empty where it cannot be read.
  func text(_ name: String) -> String { (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "" }

  /// Size of a file of the workspace in bytes; 0 where there is none.
  func size(_ name: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path(name)))?[.size] as? Int ?? 0
  }

  /// Removes a database and what SQLite keeps beside it.
  func removeDatabase(_ name: String) {
    for suffix in ["", "-journal", "-wal", "-shm", ".lock"] {
      try? FileManager.default.removeItem(atPath: path(name + suffix))
    }
  }

  /// Removes everything.
  func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// One file of the copy that gets a new ending for each measurement, so that no two have equal bytes.
struct BenchChange {
  private let file: URL
  private let original: Data

  /// `path` is relative to the copy's root.
  init(path: String, in workspace: BenchWorkspace) throws {
    file = workspace.copy.appending(path: path)
    guard let data = try? Data(contentsOf: file) else {
      throw AnalysisError("The copy's file \(path) cannot be read.", kind: .internal)
    }
    original = data
  }

  /// Writes the original bytes with a comment and an unused private function behind them.
  func apply(_ number: Int) throws {
    let ending = "\n// Measurement \(number).\nprivate func measuredChange\(number)() -> Int { \(number) }\n"
    try (original + Data(ending.utf8)).write(to: file)
  }
}
