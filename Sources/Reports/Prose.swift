/// The texts of a rule file as paragraphs, freed from where the file breaks its lines.
enum Prose {
  /// A paragraph or an item of a list.
  struct Block: Equatable {
    /// Without line breaks; an item has no dash.
    var text: String
    var isItem: Bool
  }

  /// Blank lines end a block, a line that begins with `- ` begins an item, all other lines go on with their block.
  static func blocks(_ text: String) -> [Block] {
    var blocks: [Block] = []
    var isOpen = false
    for line in lines(text) {
      let words = line.split(separator: " ").joined(separator: " ")
      if words.isEmpty {
        isOpen = false
      } else if words.hasPrefix("- ") {
        blocks.append(Block(text: String(words.dropFirst(2)), isItem: true))
        isOpen = true
      } else if isOpen, let last = blocks.indices.last {
        blocks[last].text += " " + words
      } else {
        blocks.append(Block(text: words, isItem: false))
        isOpen = true
      }
    }
    return blocks
  }

  /// The whole text on one line.
  static func oneLine(_ text: String) -> String {
    blocks(text).map { $0.isItem ? "– \($0.text)" : $0.text }.joined(separator: " ")
  }

  /// The lines of a text, without blank ones at its end.
  static func lines(_ text: String) -> [Substring] {
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    while let last = lines.last, last.allSatisfy({ $0 == " " || $0 == "\t" }) { lines.removeLast() }
    return lines
  }
}
