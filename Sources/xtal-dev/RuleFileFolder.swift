import Foundation
import Model
import Rules

/// All rule files of a repository.
struct RuleFileFolder {
  /// Sorted by identifier.
  let rules: [Rule]

  /// Reads every file under `rules/` of the repository at `root`. Throws the first ``RuleFileError``; a file that is
  /// not a rule file is an error too, so that a misnamed one is not overlooked.
  init(root: URL) throws {
    let folder = root.appending(path: "rules")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var rules = [Rule]()
    for name in names.sorted() {
      var isFolder: ObjCBool = false
      let url = folder.appending(path: name)
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      rules.append(try RuleFile(path: "rules/\(name)", text: String(contentsOf: url, encoding: .utf8)).rule)
    }
    self.rules = rules.sorted { $0.id < $1.id }
  }
}
