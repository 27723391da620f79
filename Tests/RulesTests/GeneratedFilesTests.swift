import Foundation
import Rules
import Testing

@testable import xtal_dev

/// Generated files are checked in; these tests prove that they are what the generator writes.
@Suite struct GeneratedFilesTests {
  @Test func generatedFilesAreFresh() throws {
    let stale = try GeneratedFiles(root: RepositoryRoot.url).stale.map(\.path)
    #expect(stale.isEmpty, "not fresh: \(stale.joined(separator: ", ")); run: \(GeneratedFile.mendingCommand)")
  }

  @Test func catalogueIsWhatTheFilesSay() throws {
    #expect(RuleCatalogue.all == (try RuleFileFolder(root: RepositoryRoot.url).rules).map(withoutLastLineBreak))
  }

  @Test func staleFileIsNoticed() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "xtal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: RepositoryRoot.url.appending(path: "rules"), to: root.appending(path: "rules"))
    let files = try GeneratedFiles(root: root)
    #expect(files.stale == files.all)
    for file in files.all {
      let url = root.appending(path: file.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.text.utf8).write(to: url)
    }
    #expect(try GeneratedFiles(root: root).stale.isEmpty)
    try Data("changed".utf8).write(to: root.appending(path: files.all[0].path))
    #expect(try GeneratedFiles(root: root).stale.map(\.path) == [files.all[0].path])
  }

  @Test func literalsHoldQuotesBackslashesAndHashes() {
    #expect(GeneratedLiteral.string("a\"b\\c\nd\u{7}") == #""a\"b\\c\nd\u{7}""#)
    #expect(GeneratedLiteral.source("let a = \"\"\"#\n", indent: "  ") == "##\"\"\"\n  let a = \"\"\"#\n  \"\"\"##")
    #expect(GeneratedLiteral.prose("one \\#(two)", indent: "").hasPrefix("##\"\"\""))
  }

  private func withoutLastLineBreak(_ rule: Rule) -> Rule {
    var rule = rule
    if rule.badExample.hasSuffix("\n") { rule.badExample.removeLast() }
    if rule.goodExample.hasSuffix("\n") { rule.goodExample.removeLast() }
    return rule
  }
}
