import Facts

/// A marker of unfinished work in one file: its place and what it says.
struct UnfinishedMark: Sendable {
  var offset: UInt32
  var endOffset: UInt32
  /// Index of the token that follows the comment.
  var nextToken: Int
  var sentence: String
  /// The sentence as it is compared with others; empty where the marker stands alone.
  var key: String

  /// Those of one file, in the order of its comments.
  static func all(in facts: FileFacts, by scanner: MarkerScanner) -> [UnfinishedMark] {
    var marks: [UnfinishedMark] = []
    for comment in facts.comments {
      facts.strings.withBytes(of: comment.text) { bytes in
        scanner.scan(bytes, kind: comment.kind) { hit in
          let sentence = unbracketed(String(decoding: bytes[hit.range], as: UTF8.self))
          marks.append(
            UnfinishedMark(
              offset: comment.offset + UInt32(hit.range.lowerBound),
              endOffset: comment.offset + UInt32(hit.range.upperBound), nextToken: Int(comment.nextToken),
              sentence: sentence, key: key(sentence, marker: scanner.markers[hit.marker])))
        }
      }
    }
    return marks
  }

  /// `[TODO] text` without the bracket that the marker's place leaves over.
  private static func unbracketed(_ sentence: String) -> String {
    guard let bracket = sentence.firstIndex(where: { !$0.isLetter && !$0.isNumber && $0 != "_" }),
      sentence[bracket] == "]"
    else { return sentence }
    return String(sentence[..<bracket] + sentence[sentence.index(after: bracket)...])
  }

  /// Lower case, runs of blanks as one.
  private static func key(_ sentence: String, marker: String) -> String {
    let rest = sentence.dropFirst(marker.count)
    guard rest.contains(where: \.isLetter) else { return "" }
    return sentence.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}
