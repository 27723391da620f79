import Model
import TestSupport
import Testing

@testable import Git

@Suite struct ObjectTests {
  @Test func readsACommit() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "")
    let first = try scratch.commit("first\n\nbody é")
    let second = try scratch.commit("second")
    let repository = try GitRepository(at: scratch.path)
    let commit = try repository.commit(repository.resolve("HEAD"))
    #expect(commit.id.description == second)
    #expect(commit.parents.map(\.description) == [first])
    #expect(try commit.tree.description == scratch.git("rev-parse", "HEAD^{tree}"))
    #expect(
      commit.author
        == GitCommit.Signature(name: "Ada", email: "ada@example.com", seconds: 1_700_000_000, offsetMinutes: 60))
    #expect(commit.committer.name == "Grace")
    #expect(commit.committer.seconds == 1_700_000_060)
    #expect(try repository.commit(repository.resolve("HEAD~1")).message == "first\n\nbody é\n")
  }

  @Test func walksATreeAsGitListsIt() throws {
    let scratch = try ScratchRepository()
    for name in ["a/b/c.swift", "a/b.swift", "a.swift", "a-b/x", "a0", "z/y/x/w/v.swift", "ä/ö.swift"] {
      try scratch.write(name, name)
    }
    try scratch.link("link.swift", to: "a.swift")
    try scratch.commit()
    let repository = try GitRepository(at: scratch.path)
    let tree = try repository.commit(repository.resolve("HEAD")).tree
    var lines: [String] = []
    try repository.walkTree(tree, missing: { _ in Issue.record("nothing is missing") }) { entry in
      lines.append("\(entry.id)\t\(String(decoding: entry.path, as: UTF8.self))")
      return .proceed
    }
    let listed = try scratch.git("-c", "core.quotePath=false", "ls-tree", "-r", "-t", "HEAD")
    #expect(lines == listed.split(separator: "\n").map { String($0.split(separator: " ")[2]) })

    let found = try #require(try repository.entry(at: Array("a/b/c.swift".utf8), below: tree))
    #expect(found.kind == .file)
    #expect(try found.id.description == scratch.git("rev-parse", "HEAD:a/b/c.swift"))
    #expect(try repository.entry(at: Array("a/none".utf8), below: tree) == nil)
    #expect(try repository.entry(at: Array("a.swift/none".utf8), below: tree) == nil)
  }

  @Test func aWalkSkipsAndStops() throws {
    let scratch = try ScratchRepository()
    for name in ["a/1", "b/1", "c"] { try scratch.write(name, name) }
    try scratch.commit()
    let repository = try GitRepository(at: scratch.path)
    let tree = try repository.commit(repository.resolve("HEAD")).tree
    func walk(_ decide: (String) -> GitTreeVisit) throws -> [String] {
      var paths: [String] = []
      try repository.walkTree(tree, missing: { _ in }) { entry in
        paths.append(String(decoding: entry.path, as: UTF8.self))
        return decide(paths.last ?? "")
      }
      return paths
    }
    #expect(try walk { $0 == "a" ? .skip : .proceed } == ["a", "b", "b/1", "c"])
    #expect(try walk { $0 == "b" ? .stop : .proceed } == ["a", "a/1", "b"])
  }

  @Test func aForgedTreeThatUnfoldsTooDeepIsRefused() throws {
    let scratch = try ScratchRepository()
    let folders = String(repeating: "d/", count: 1100)
    try scratch.write("f", "x")
    let blob = try scratch.git("hash-object", "-w", "f")
    try scratch.git("update-index", "--add", "--cacheinfo", "100644,\(blob),\(folders)f.swift")
    try scratch.git("commit", "-q", "-m", "deep")
    let repository = try GitRepository(at: scratch.path)
    let tree = try repository.commit(repository.resolve("HEAD")).tree
    let error = try #require(throws: AnalysisError.self) {
      try repository.walkTree(tree, missing: { _ in }) { _ in .proceed }
    }
    #expect(error.message.contains("too deep"))
  }

  @Test func hashesAsGitDoes() throws {
    let scratch = try ScratchRepository()
    for bytes: [UInt8] in [[], Array("let a = 1\r\n".utf8), [0, 255, 0, 10]] {
      try scratch.write("file", bytes)
      let expected = try scratch.git("hash-object", "--no-filters", "file")
      #expect(try bytes.withUnsafeBytes { try GitRepository.hashBlob($0) }.description == expected)
    }
    #expect(
      try GitRepository.hashBlob(UnsafeRawBufferPointer(start: nil, count: 0)).description
        == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
  }

  @Test func readsBlobsAndTheirSizes() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "let a = 1\n")
    try scratch.write("empty.swift", "")
    try scratch.commit()
    let repository = try GitRepository(at: scratch.path)
    let id = try #require(BlobID(hexadecimal: scratch.git("rev-parse", "HEAD:a.swift")))
    let empty = try #require(BlobID(hexadecimal: scratch.git("rev-parse", "HEAD:empty.swift")))
    let tree = try #require(BlobID(hexadecimal: scratch.git("rev-parse", "HEAD^{tree}")))
    #expect(repository.blobHeader(of: id) == .size(10))
    #expect(repository.blobHeader(of: tree) == .notABlob)
    #expect(try repository.withBlob(id) { String(decoding: $0, as: UTF8.self) } == "let a = 1\n")
    #expect(try repository.withBlob(empty) { $0.count } == 0)
    #expect(throws: AnalysisError.self) { try repository.withBlob(tree) { _ in } }
  }

  @Test func missingObjectsAreSaidAndNeverFetched() throws {
    let scratch = try ScratchRepository()
    try scratch.write("a.swift", "let a = 1\n")
    try scratch.commit()
    try scratch.git("config", "uploadpack.allowFilter", "true")
    let clone = scratch.beside("partial")
    try scratch.git(["clone", "-q", "--no-checkout", "--filter=blob:none", "file://\(scratch.path)", clone])
    let repository = try GitRepository(at: clone)
    let id = try #require(BlobID(hexadecimal: scratch.git("rev-parse", "HEAD:a.swift")))
    for _ in 0..<2 { #expect(repository.blobHeader(of: id) == .missing) }
    let error = try #require(throws: AnalysisError.self) { try repository.withBlob(id) { _ in } }
    #expect(error.message.contains("is not in this repository"))
  }

  @Test func severalThreadsReadThroughAPool() async throws {
    let scratch = try ScratchRepository()
    for number in 0..<20 { try scratch.write("\(number).swift", "let a = \(number)\n") }
    try scratch.commit()
    let ids = try (0..<20).map { try #require(BlobID(hexadecimal: scratch.git("rev-parse", "HEAD:\($0).swift"))) }
    let pool = GitRepositoryPool(path: scratch.path)
    let texts = try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for round in 0..<200 {
        let number = round % 20
        let id = ids[number]
        group.addTask {
          let text = try pool.withRepository { try $0.withBlob(id) { String(decoding: $0, as: UTF8.self) } }
          return (number, text)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(texts.count == 200)
    #expect(texts.allSatisfy { $0.1 == "let a = \($0.0)\n" })
  }
}
