import Facts
import Testing

/// Which Swift a document shows, and where it stands.
struct DocumentReaderTests {
  private func read(_ text: String) -> DocumentFacts {
    Array(text.utf8).withUnsafeBufferPointer { DocumentReader.read($0) }
  }

  /// Line and first name of each block that was read.
  private func blocks(_ text: String) -> [String] {
    let document = read(text)
    return document.blocks.map { block in
      let name = block.facts.declarations.first.map { block.facts.strings[$0.name] } ?? "-"
      let first = block.facts.tokens.offsets.first ?? 0
      return "\(document.position(at: block.offset + first).line): \(name)"
    }
  }

  @Test func fencesOfSwiftAreFound() {
    let text = """
      # Title

      ```swift
      let first = 1
      ```
      Text with ``` in it ```swift and on.

      ```sh
      let not = 2
      ```
      ~~~~ Swift, deployment
      let second = 3
      ```
      ~~~~
      1. A list:
         ```swift
         let third = 4
         ```
      > ```swift
      > let fourth = 5
      > ```
      """
    #expect(blocks(text) == ["4: first", "17: third", "20: fourth"])
    #expect(read(text).skippedBlocks == 1)
    #expect(blocks("```swift\nlet open = 1") == ["2: open"])
    #expect(blocks("```\nlet plain = 1\n```") == [])
    #expect(blocks("") == [])
  }

  @Test func linesOfDotsStandForCodeThatIsLeftOut() {
    #expect(blocks("```swift\nfunc run() {\n  ...\n  …\n}\n```") == ["2: run"])
    #expect(blocks("```swift\nfunc run( {\n```\n```swift\nlet x = 1\n```") == ["5: x"])
  }

  @Test func blocksThatDoNotHoldAreLeftOut() {
    for text in [
      "Before:\n```swift\nlet x = 1\n```", "Do it like this instead of the old way:\n\n```swift\nlet x = 1\n```",
      "```swift\nlet x = 1 // error: no such thing\n```", "```swift\n// ❌\nlet x = 1\n```",
    ] {
      #expect(blocks(text) == [])
      #expect(read(text).skippedBlocks == 1)
    }
    #expect(blocks("It throws an error:\n```swift\nlet x = 1 // handles the error\n```") == ["3: x"])
  }

  @Test(arguments: [
    String(repeating: "`", count: 200_000), String(repeating: "```swift\n", count: 20_000),
    String(repeating: "> ", count: 100_000) + "```swift", "```swift\n" + String(repeating: "(", count: 5_000),
    String(repeating: "a ", count: 500_000) + "\n" + String(repeating: "```swift\n```\n", count: 20_000),
    "\0\0```swift\n\0\n```", "```swift\r\nlet x = 1\r\n```\r\n",
  ])
  func anyTextIsRead(_ text: String) {
    let document = read(text)
    #expect(document.blocks.count + document.skippedBlocks <= 20_000)
  }
}
