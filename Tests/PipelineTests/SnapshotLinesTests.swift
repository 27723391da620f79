import Foundation
import Snapshot
import Testing

@testable import Pipeline

@Suite struct SnapshotLinesTests {
  @Test func linesAreReadThroughTheSnapshotOnly() throws {
    let folder = try AnalysisTests.Folder()
    try folder.write("a.swift", "one\r\ntwo\rthree\n")
    try folder.write("b.swift", "let b = 1")
    let lines = SnapshotLines(try RepositorySnapshot.workingTree(at: folder.path))
    func text(_ line: Int, _ path: String) -> String? {
      lines.line(line, of: path).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect((1...4).map { text($0, "a.swift") } == ["one", "two", "three", ""])
    #expect(text(1, "b.swift") == "let b = 1")
    #expect(text(0, "a.swift") == nil && text(5, "a.swift") == nil && text(2, "b.swift") == nil)
    // Paths that the snapshot does not list, whatever lies there.
    for path in ["../b.swift", "/etc/hostname", folder.path + "/a.swift", ""] { #expect(text(1, path) == nil) }
    try folder.write("b.swift", "let b = 22")
    #expect(text(1, "a.swift") == "one")
    #expect(text(1, "b.swift") == nil)
  }
}
