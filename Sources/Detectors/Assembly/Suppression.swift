import Facts
import Graph
import Model

/// A comment that switches rules off in a place: `// xtal:disable:next RULE - reason`.
///
/// RULE is a rule's identifier, a class or `all`; several are separated by commas. Only comments count, never strings,
/// and only where they begin with `xtal:disable`.
struct Suppression: Sendable, Equatable {
  /// Which lines it covers.
  enum Extent: String, Sendable {
    /// The comments below it and the next line of code.
    case next
    /// The lines of the comment itself.
    case this
    /// The whole file.
    case file
  }

  /// Index of the file in the graph.
  var file: Int
  /// Where the comment lies in the file.
  var offset: UInt32
  var endOffset: UInt32
  /// Lines it covers, counted from 1; nil where the comment could not be understood.
  var lines: ClosedRange<Int>?
  /// What stands before the reason, split at commas; not checked against the catalogue.
  var names: [String]
}

extension Suppression {
  private static let keyword = Array("xtal:disable".utf8)

  /// The suppressions of a file's comments, in source order, as of file 0. Looks at a few bytes only of comments that are
  /// none.
  static func all(in facts: FileFacts) -> [Suppression] {
    var suppressions: [Suppression] = []
    let ends = facts.strings.ends
    facts.strings.bytes.withUnsafeBufferPointer { bytes in
      for comment in facts.comments where !comment.text.isEmpty {
        let text = Int(comment.text.index)
        let words = bytes[Int(ends[text - 1])..<Int(ends[text])].drop(while: isMarkerOrBlank)
        guard words.count >= keyword.count, words.starts(with: keyword) else { continue }
        let line = words.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let content = String(decoding: line, as: UTF8.self)
        suppressions.append(Suppression(content: content, comment: comment, facts: facts, file: 0))
      }
    }
    return suppressions
  }

  private init(content: String, comment: CommentFact, facts: FileFacts, file: Int) {
    self.file = file
    offset = comment.offset
    endOffset = comment.offset + comment.length
    let (extent, names) = Self.parse(content)
    self.names = names
    lines = extent.map { Self.lines(of: $0, comment: comment, facts: facts) }
  }

  /// What stands before a comment's first word.
  private static func isMarkerOrBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// Reads `xtal:disable:EXTENT NAME, NAME - reason`; no extent where the text has another form or names nothing.
  static func parse(_ content: String) -> (extent: Extent?, names: [String]) {
    var rest = content.dropFirst(keyword.count)
    guard rest.first == ":" else { return (nil, []) }
    rest = rest.dropFirst()
    let word = rest.prefix { !$0.isWhitespace }
    rest = rest.dropFirst(word.count)
    if rest.hasSuffix("*/") { rest = rest.dropLast(2) }
    let names = beforeReason(rest).split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
    guard let extent = Extent(rawValue: String(word)), !names.isEmpty else { return (nil, []) }
    return (extent, names)
  }

  /// The part before a hyphen that stands between blanks.
  private static func beforeReason(_ text: Substring) -> Substring {
    var index = text.startIndex
    while let hyphen = text[index...].firstIndex(of: "-") {
      let after = text.index(after: hyphen)
      let opens = hyphen == text.startIndex || text[text.index(before: hyphen)].isWhitespace
      if opens, after == text.endIndex || text[after].isWhitespace { return text[..<hyphen] }
      index = after
    }
    return text
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static func lines(of extent: Extent, comment: CommentFact, facts: FileFacts) -> ClosedRange<Int> {
    let first = facts.line(at: comment.offset)
    let last = facts.line(at: max(comment.offset + comment.length, 1) - 1)
    switch extent {
    case .file: return 1...max(1, facts.lineStarts.count)
    case .this: return first...last
    case .next:
      var end = last + 1
      while end < facts.codeLines.count, !facts.codeLines[end - 1] { end += 1 }
      return (last + 1)...max(end, lastNameLine(ofDeclarationsOnLine: end, in: facts))
    }
  }

  /// The last line on which a declaration that begins on `line`, attributes included, has its name.
  private static func lastNameLine(ofDeclarationsOnLine line: Int, in facts: FileFacts) -> Int {
    var result = line
    for declaration in facts.declarations {
      let first = Int(facts.tree[Int(declaration.outerNode)].firstToken)
      guard facts.position(ofToken: first).line == line else { continue }
      result = max(result, facts.position(ofToken: Int(declaration.nameToken)).line)
    }
    return result
  }
}
