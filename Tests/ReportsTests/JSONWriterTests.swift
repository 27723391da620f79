import Testing

@testable import Reports

@Suite struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-12.0, "-12"), (0.1, "0.1"), (1.0 / 3, "0.3333333333333333"),
    (9_007_199_254_740_991, "9007199254740991"), (1e300, "1e+300"), (1e-7, "1e-07"), (.nan, "null"),
    (-.infinity, "null"),
  ])
  func numbersAreStableAndReadBack(number: Double, expected: String) throws {
    let text = written { $0.value(number) }
    #expect(text == expected)
    if number.isFinite { #expect(try JSONValue.parse(Array(text.utf8)) == .number(number)) }
  }

  @Test func everyCharacterReadsBackAndNoUnsafeOneIsWritten() throws {
    let scalars = (0...0x2100).compactMap { Unicode.Scalar($0 as Int) } + ["\u{FEFF}", "\u{FFFF}", "🥐", "\u{10FFFF}"]
    let texts = scalars.map { "<\($0)>" }
    let json = written { $0.array(texts) { $0.value($1) } }
    #expect(try JSONValue.parse(Array(json.utf8)) == .array(texts.map { .text($0) }))
    #expect(!json.unicodeScalars.contains { $0 != "\n" && TerminalSanitizer.isUnsafe($0) })
  }

  @Test func escapesAreTheShortOnesWhereJSONHasThem() {
    #expect(written { $0.value("\"\\\n\r\t\u{1}\u{7F}\u{2028}é") } == #""\"\\\n\r\t\u0001\u007f\u2028é""#)
  }

  @Test func brokenUTF8BecomesTheReplacementCharacter() {
    let broken = String(decoding: [0x61, 0xff, 0xed, 0xa0, 0x80, 0x62], as: UTF8.self)
    #expect(written { $0.value(broken) }.unicodeScalars.allSatisfy { $0.isASCII || $0 == "\u{FFFD}" })
  }

  @Test func containersAreIndentedAndEmptyOnesShort() {
    let text = written { writer in
      writer.object { object in
        object.member("a", numbers: ["z": 1, "b": 2])
        object.member("b", [String]())
        object.member("c") { _ in }
        object.member("d", ["x", "y"])
        object.member("e", true)
      }
    }
    #expect(
      text == """
        {
          "a": {
            "b": 2,
            "z": 1
          },
          "b": [],
          "c": {},
          "d": [
            "x",
            "y"
          ],
          "e": true
        }
        """)
  }
}
