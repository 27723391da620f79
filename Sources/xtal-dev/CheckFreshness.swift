import Foundation

/// Whether every generated file is what the generator would write now.
struct CheckFreshness {
  /// One line a stale file, with the command that mends it.
  let problems: [String]

  init(root: URL) throws {
    problems = try GeneratedFiles(root: root).stale.map {
      "\($0.path) is not fresh; run: \(GeneratedFile.mendingCommand)"
    }
  }
}
