import Model
import TestSupport
import Testing

@testable import Git

@Suite struct RevisionTests {
  /// main: first - second - merge, with `side` merged from first.
  private func history() throws -> ScratchRepository {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "let a = 1\n")
    try scratch.commit("first")
    try scratch.git("branch", "side")
    try scratch.write("a.swift", "let a = 2\n")
    try scratch.commit("second")
    try scratch.git("tag", "light")
    try scratch.git("tag", "-a", "v1.0", "-m", "annotated")
    try scratch.git("tag", "-a", "nested", "-m", "tag of a tag", "v1.0")
    try scratch.git("checkout", "-q", "side")
    try scratch.write("b.swift", "let b = 1\n")
    try scratch.commit("side work")
    try scratch.git("checkout", "-q", "main")
    try scratch.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    try scratch.git("branch", "feature/x-1")
    try scratch.git("update-ref", "refs/remotes/origin/topic", "side")
    try scratch.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/topic")
    return scratch
  }

  @Test func resolvesWhatGitResolves() throws {
    let scratch = try history()
    let repository = try GitRepository(at: scratch.path)
    let full = try scratch.git("rev-parse", "HEAD")
    let accepted = [
      "HEAD", "main", "side", "light", "v1.0", "nested", "feature/x-1", "origin/topic", "origin", "heads/main",
      "refs/heads/main", "refs/tags/v1.0", "refs/remotes/origin/topic", "tags/light", full, full.uppercased(),
      String(full.prefix(7)), String(full.prefix(12)) + "^2", "HEAD^", "HEAD~", "HEAD~2", "HEAD^2", "HEAD^2~1",
      "HEAD^0", "HEAD~0", "HEAD^^", "v1.0^", "main~1^0",
    ]
    for text in accepted {
      let expected = try scratch.git("rev-parse", "\(text)^{commit}")
      #expect(try repository.resolve(text).description == expected, "\(text)")
    }
  }

  @Test(arguments: [
    "", " ", "-n", "--all", "@", "@{1}", "HEAD@{1}", "main@{upstream}", "main:a.swift", ":/first", ":0:a.swift",
    "HEAD^{tree}", "HEAD^{/first}", "main..side", "main...side", "^main", "~1", "a b", "a\nb", "HEAD^-", "HEAD^!",
    "HEAD~x", "HEAD~9999999999", "*", "ref?", "back\\slash", "/main", "a\u{0}b", "HEAD~99999999999999999999999",
  ])
  func refusesTheRestOfTheRevisionLanguage(_ text: String) throws {
    let error = try #require(throws: AnalysisError.self) { try RevisionText(text) }
    #expect(error.kind == .usage)
    #expect(error.message.contains("not a revision that xtal understands"))
  }

  @Test func saysWhatIsWrongWithARevision() throws {
    let scratch = try history()
    let repository = try GitRepository(at: scratch.path)
    try scratch.git("tag", "blob-tag", "HEAD:a.swift")
    try scratch.git("tag", "-a", "-m", "x", "annotated-blob", "HEAD:a.swift")
    try scratch.git("tag", "tree-tag", "HEAD^{tree}")
    let cases = [
      ("nowhere", "There is no branch, tag or commit 'nowhere'"), ("abc", "There is no branch"),
      ("blob-tag", "names a blob"), ("annotated-blob", "a tag of something that is not a commit"),
      ("tree-tag", "names a tree"), ("HEAD~9", "goes too far"), ("HEAD^3", "has 2 parent(s)"),
      ("0123456789012345678901234567890123456789", "does not hold"), ("refs/heads/../x", "not a revision"),
      ("main.lock", "There is no branch"),
    ]
    for (text, part) in cases {
      let error = try #require(throws: AnalysisError.self, "\(text)") { try repository.resolve(text) }
      #expect(error.message.contains(part), "\(text): \(error.message)")
      #expect(error.kind == .usage)
    }
  }

  @Test func anAbbreviationOfSeveralObjectsIsRefused() throws {
    let scratch = try ScratchRepository()
    try scratch.commit("root")
    // Two blobs whose ids begin with the same four digits, found by trying.
    var seen: [Substring: Int] = [:]
    var prefix: Substring?
    for number in 0..<5000 where prefix == nil {
      let id = try Array("\(number)".utf8).withUnsafeBytes { try GitRepository.hashBlob($0) }.description.prefix(4)
      if let other = seen[id] {
        for number in [other, number] {
          try scratch.write("file", "\(number)")
          try scratch.git("hash-object", "-w", "file")
        }
        prefix = id
      }
      seen[id] = number
    }
    let abbreviation = String(try #require(prefix))
    let repository = try GitRepository(at: scratch.path)
    let error = try #require(throws: AnalysisError.self) { try repository.resolve(abbreviation) }
    #expect(error.message.contains("Give more digits"))
  }

  @Test func headOfAnEmptyAndADetachedRepository() throws {
    let scratch = try ScratchRepository()
    #expect(try GitRepository(at: scratch.path).head() == .unborn)
    let error = try #require(throws: AnalysisError.self) { try GitRepository(at: scratch.path).resolve("HEAD") }
    #expect(error.message.contains("empty"))
    let id = try scratch.commit()
    try scratch.git("checkout", "-q", "--detach")
    guard case .commit(let head) = try GitRepository(at: scratch.path).head() else {
      Issue.record("a detached HEAD is a commit")
      return
    }
    #expect(head.description == id)
  }

  @Test func aShallowCloneSaysWhereHistoryIsCut() throws {
    let scratch = try history()
    try scratch.git(["clone", "-q", "--depth", "1", "file://\(scratch.path)", scratch.beside("shallow")])
    let repository = try GitRepository(at: scratch.beside("shallow"))
    #expect(repository.isShallow)
    #expect(try repository.resolve("HEAD").description == scratch.git("rev-parse", "HEAD"))
    let error = try #require(throws: AnalysisError.self) { try repository.resolve("HEAD~1") }
    #expect(error.message.contains("--unshallow"))
  }
}
