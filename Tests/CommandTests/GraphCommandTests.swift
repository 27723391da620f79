import Foundation
import Testing

/// `xtal graph` as a person uses it, and the columns that SARIF gets from the sources.
extension CommandTests {
  private func shop() throws -> String {
    let path = try folder([
      "Order.swift": "struct Order { var bill: Bill? }\n",
      "Bill.swift": "struct Bill {\n  let order: [Order]\n  func total() -> Int { Tax.rate }\n}\n",
      "Tax.swift": "enum Tax { static let rate = 19 }\n",
    ])
    return path
  }

  @Test func graphDrawsOnStandardOutput() throws {
    let path = try shop()
    let run = try xtal("graph", path, "--level", "file")
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(run.output.hasPrefix("// file dependencies of xtal-command-") && run.output.hasSuffix("}\n"))
    for label in ["Order.swift", "Bill.swift", "Tax.swift"] { #expect(run.output.contains("label=\"\(label)\"")) }
    #expect(run.output.contains("class=\"cycle1\""))
    #expect(try xtal("graph", path, "--level", "file", "--jobs", "1").output == run.output)
    #expect(!FileManager.default.fileExists(atPath: path + "/.xtal"))
  }

  @Test func graphTakesFactsFromTheStore() throws {
    let path = try shop()
    let bare = try xtal("graph", path, "--level", "type", "--format", "json", "--database", "none")
    #expect(try xtal("analyze", path).code == 0)
    let stored = try xtal("graph", path, "--level", "type", "--format", "json")
    #expect(stored.code == 0 && stored.output == bare.output)
    // A damaged standard database is passed over, one that is named is not.
    try Data("xxxx".utf8).write(to: URL(fileURLWithPath: path + "/.xtal/xtal.sqlite"))
    #expect(try xtal("graph", path, "--level", "type", "--format", "json").output == bare.output)
    #expect(try xtal("graph", path, "--database", path + "/.xtal/xtal.sqlite").code == 2)
  }

  @Test(arguments: ["dot", "mermaid", "json", "graphml"])
  func graphWritesEveryFormatToAFile(format: String) throws {
    let path = try shop()
    let run = try xtal("graph", path, "--level", "declaration", "--format", format, "--output", path + "/g")
    #expect(run.code == 0 && run.output.isEmpty)
    let text = try String(contentsOfFile: path + "/g", encoding: .utf8)
    #expect(text.contains("total") && text.hasSuffix("\n"))
  }

  @Test func graphFocusesAndFolds() throws {
    let path = try shop()
    let near = try xtal("graph", path, "--level", "type", "--focus", "Order", "--depth", "1", "--format", "json")
    #expect(near.code == 0 && near.output.contains("Bill.swift#Bill") && !near.output.contains("#Tax"))
    #expect(near.errors.contains("2 of 3 types lie within 1 step"))
    let folded = try xtal("graph", path, "--level", "type", "--limit", "2")
    #expect(folded.code == 0 && folded.errors.contains("folded into 1 node"))
    #expect(folded.output.contains("// 2 types, the least connected, are folded into 1 node"))
  }

  @Test(arguments: [
    (["--focus", "Ordr"], "Order"), (["--focus", "nothing like it"], "qualified name"),
    (["--focus", "swift"], "There is no"), (["--level", "line"], "declaration"), (["--format", "png"], "graphml"),
    (["--depth", "2"], "--focus"), (["--limit", "-1"], "--limit"), (["--confidence", "101"], "percentage"),
  ])
  func wrongUseOfGraphGivesTwo(arguments: [String], fragment: String) throws {
    let path = try shop()
    let option = arguments[0] == "--limit" ? ["--limit=-1"] : arguments
    let run = try option.count == 1 ? xtal("graph", path, option[0]) : xtal("graph", path, option[0], option[1])
    #expect(run.code == 2 && run.output.isEmpty)
    #expect(run.errors.contains(fragment), "\(run.errors)")
  }

  @Test func anAmbiguousFocusListsItsCandidates() throws {
    let path = try folder(["a.swift": "struct A { func go() {} }\n", "b.swift": "struct B { func go() {} }\n"])
    let run = try xtal("graph", path, "--level", "type", "--focus", "go")
    #expect(run.code == 2 && run.errors.contains("\n  a.swift#A.go()\n  b.swift#B.go()"))
    #expect(try xtal("graph", path, "--level", "type", "--focus", "b.swift#B.go()").code == 0)
  }

  @Test func sarifColumnsCountUTF16Units() throws {
    let path = try folder(["a.swift": "let a = \"🥐é\" // TODO: finish\r\nlet b = 1\n"])
    let run = try xtal("analyze", path, "--format", "sarif", "--database", "none")
    // The marker stands behind 16 characters; the croissant is two units, but four bytes.
    #expect(run.output.contains("\"startColumn\": 18") && !run.output.contains("utf8Column"))
  }
}
