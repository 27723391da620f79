import Foundation
import Model

/// The folder `fixtures/` of the repository that the tests were built from.
struct FixtureFolder: Sendable {
  /// Where a fixture of one file lies in the repository that it makes up.
  static let singleFilePath = "Sources/Example/Example.swift"

  let root: URL

  /// The fixtures of this repository.
  static let ofThisRepository = FixtureFolder(
    root: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../fixtures").standardized)

  /// The cases of a rule, in the order of their names: `NAME.swift` alone, or a folder `NAME` with a repository in it.
  ///
  /// Every name begins with `fires` or `silent`. Throws where one does not, and where a marker cannot be read.
  func fixtures(of rule: RuleID) throws -> [Fixture] {
    let folder = root.appending(path: rule.text)
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      guard name.hasPrefix("fires") || name.hasPrefix("silent") else {
        throw FixtureSource.Problem(path: "\(rule)/\(name)", line: 0, message: "is neither 'fires…' nor 'silent…'")
      }
      let url = folder.appending(path: name)
      let paths = name.hasSuffix(".swift") ? [Self.singleFilePath] : try Self.swiftFiles(below: url)
      let sources = try paths.map { path in
        let file = name.hasSuffix(".swift") ? url : url.appending(path: path)
        return try FixtureSource(path: path, raw: String(contentsOf: file, encoding: .utf8))
      }
      return Fixture(rule: rule, name: name, sources: sources)
    }
  }

  private static func swiftFiles(below folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".swift") || $0 == Fixture.historyPath
    }.sorted()
  }
}
