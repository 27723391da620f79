import Facts
package import TokenEnergy

/// The line of some files that shares most tokens with a given one.
package struct NearestLine: Sendable, Equatable {
  package var path: String
  package var line: Int
  /// The tokens' texts, one space between them.
  package var text: String
  /// 2 · shared ÷ all, over multisets of tokens (Dice), in (0, 1].
  package var similarity: Double

  /// Lines that are less alike are none.
  private static let leastSimilarity = 0.6
  private static let leastTokens = 4

  /// Finds the nearest line; ties by path and line. Nil where none is alike enough. Linear in the files' tokens.
  package static func find(
    _ tokens: [TokenID], in files: [EnergyFile], vocabulary: TokenVocabulary
  ) -> NearestLine? {
    guard tokens.count >= leastTokens else { return nil }
    var wanted: [TokenID: Int] = [:]
    for token in tokens { wanted[token, default: 0] += 1 }
    var best: (similarity: Double, file: Int, places: Range<Int>)?
    for (index, file) in files.enumerated() {
      for places in file.linePlaces where places.count >= leastTokens {
        // No line can share more tokens than the shorter one has.
        let bound = 2 * Double(min(places.count, tokens.count)) / Double(places.count + tokens.count)
        if bound <= max(best?.similarity ?? 0, leastSimilarity - 0.001) { continue }
        var left = wanted
        var shared = 0
        for place in places {
          if let count = left[file.stream.tokens[place]], count > 0 {
            left[file.stream.tokens[place]] = count - 1
            shared += 1
          }
        }
        let similarity = 2 * Double(shared) / Double(places.count + tokens.count)
        if similarity >= leastSimilarity, similarity > best?.similarity ?? 0 { best = (similarity, index, places) }
      }
    }
    return best.map { best in
      let file = files[best.file]
      let text = best.places.map { vocabulary.text(of: file.stream.tokens[$0]) }.joined(separator: " ")
      return NearestLine(
        path: file.path, line: file.line(of: best.places.lowerBound), text: text, similarity: best.similarity)
    }
  }
}

extension EnergyFile {
  /// The places of each line's tokens, in order; lines without tokens are left out.
  package var linePlaces: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var current = 0
    for place in places.indices {
      let line = line(of: place)
      if line != current {
        if place > start { ranges.append(start..<place) }
        start = place
        current = line
      }
    }
    if start < places.count { ranges.append(start..<places.count) }
    return ranges
  }
}
