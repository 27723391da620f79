import Facts
import Testing

/// Files made to break a parser: each gives facts, partial ones where it must, and none ends the process.
struct HostileFileTests {
  @Test func emptyFile() {
    let facts = facts(of: "")
    #expect(facts.tokens.count == 0 && facts.lineCount == 1 && facts.gaps.isEmpty)
  }

  @Test func deepParentheses() {
    let source = "let a = " + String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)
    #expect(facts(of: source + "\nlet b = 2").gaps.contains(.nestingTooDeep))
  }

  @Test func longOperatorChain() {
    let facts = facts(of: "let a = " + Array(repeating: "1", count: 50_000).joined(separator: " + "))
    #expect(facts.gaps.isEmpty)
    #expect(facts.tokens.count == 3 + 99_999)
  }

  @Test(arguments: [
    "try ", "await ", "!", "-x + ", "a.b().c?[1]", "if x {} else ", "\\.a", "@a ", "#if A\n", "{", "\"\\(",
  ])
  func longRuns(of piece: String) {
    let facts = facts(of: "func f() {\n" + String(repeating: piece, count: 2_000) + "\n}")
    #expect(facts.tree.nodes.first?.kind == .sourceFile)
  }

  @Test func deepInterpolationsAreRefusedBeforeTheLexer() {
    #expect(facts(of: "let a = " + String(repeating: "\"\\(", count: 100_000)).gaps == [.nestingTooDeep])
    #expect(facts(of: "let a = \"" + String(repeating: "\\(b)", count: 5_000) + "\"").gaps.isEmpty)
  }

  @Test func longMemberChain() {
    let facts = facts(of: "let a = b" + String(repeating: ".c()", count: 20_000))
    #expect(facts.tokens.count == 4 + 4 * 20_000)
  }

  @Test func depthLimitCutsTheTreeButKeepsOffsets() {
    let source = "let a = b" + String(repeating: ".c()", count: 500) + "\nlet last = 1"
    let facts = facts(of: source, limits: FactsLimits(treeDepth: 100))
    #expect(facts.gaps == [.nestingTooDeep])
    #expect(facts.declarations.last.map { facts.strings[$0.name] } == "last")
    #expect(facts.declarations.last.map { facts.position(ofToken: Int($0.nameToken)) } ?? (0, 0) == (2, 5))
  }

  @Test func nulBytesAndInvalidUTF8() {
    var bytes = Array("let a = \"".utf8)
    bytes += [0xff, 0xfe, 0x00]
    bytes += Array("\"\nlet b = 2".utf8)
    let facts = facts(ofBytes: bytes)
    #expect(facts.gaps.contains(.invalidUTF8) && facts.gaps.contains(.nulBytes))
    #expect(facts.declarations.map { facts.strings[$0.name] } == ["a", "b"])
  }

  @Test func onlyNuls() {
    #expect(facts(ofBytes: [UInt8](repeating: 0, count: 10_000)).gaps.contains(.nulBytes))
  }

  @Test func byteOrderMarkAndShebang() {
    let marked = facts(ofBytes: [0xef, 0xbb, 0xbf] + Array("let a = 1 // note".utf8))
    #expect(marked.declarations.count == 1 && marked.comments.count == 1 && marked.gaps.isEmpty)
    let script = facts(of: "#!/usr/bin/env swift\nlet a = 1")
    #expect(script.declarations.count == 1 && script.gaps.isEmpty)
  }

  @Test func brokenSyntaxKeepsWhatItCan() {
    let facts = facts(of: "struct A {\n  func f( { \n}\nfunc g() {}\n}}}\nclass B {}")
    #expect(facts.gaps == [.syntaxErrors])
    #expect(facts.qualifiedNames.contains("B"))
  }

  @Test func everyOffsetPointsAtItsToken() {
    let source = "/* é */ struct Ä { let 😀 = \"a\\(b)c\" } // end\n#if X\nfunc f() { a?.b![0] = { $0 }(1) }\n#endif"
    let bytes = Array(source.utf8)
    let facts = facts(ofBytes: bytes)
    for index in 0..<facts.tokens.count {
      let start = Int(facts.tokens.offsets[index])
      let text = facts.strings[facts.tokens.texts[index]]
      #expect(String(decoding: bytes[start..<start + text.utf8.count], as: UTF8.self) == text)
    }
  }

  @Test func theTreeIsWellFormed() {
    let facts = facts(
      of: "struct A<T> where T: B { var x: [T?] = []; func f() throws { for i in x where i != nil { try g(i!) } } }")
    for (index, node) in facts.tree.nodes.enumerated() {
      #expect(Int(node.end) > index && Int(node.end) <= facts.tree.nodes.count)
      #expect(index == 0 || Int(node.parent) < index && node.end <= facts.tree.nodes[Int(node.parent)].end)
      #expect(node.firstToken <= node.endToken && Int(node.endToken) <= facts.tokens.count)
    }
  }
}
