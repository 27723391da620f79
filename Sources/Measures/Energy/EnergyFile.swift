package import Facts
package import Model
package import TokenEnergy

/// One file as token energy takes it: its path, facts and tokens.
package struct EnergyFile: Sendable {
  package var path: String
  package var facts: FileFacts
  /// Index of the file's module, -1 for none.
  package var module: Int
  package var stream: TokenSequence
  /// For each token of the stream its index among the facts' tokens.
  package var places: [UInt32]

  /// Reads a file's tokens, empty ones left out, into numbers of the vocabulary. The scope is the file's folder.
  package init(path: String, facts: FileFacts, module: Int, vocabulary: inout TokenVocabulary) {
    self.path = path
    self.facts = facts
    self.module = module
    var numbers = [TokenID?](repeating: nil, count: facts.strings.count * 2)
    var tokens: [TokenID] = []
    var places: [UInt32] = []
    tokens.reserveCapacity(facts.tokens.count)
    places.reserveCapacity(facts.tokens.count)
    for index in 0..<facts.tokens.count {
      let text = facts.tokens.texts[index]
      if text.isEmpty { continue }
      let isSegment = facts.tokens.kinds[index] == .stringSegment
      let key = Int(text.index) * 2 + (isSegment ? 1 : 0)
      let token =
        numbers[key] ?? facts.strings.withBytes(of: text) { vocabulary.intern($0, isSegment: isSegment) }
      numbers[key] = token
      tokens.append(token)
      places.append(UInt32(index))
    }
    stream = TokenSequence(tokens: tokens, scope: Self.scope(of: path))
    self.places = places
  }

  /// Hash of the folder that holds a file.
  package static func scope(of path: String) -> UInt64 {
    var folder = Array(path.utf8)
    while let last = folder.popLast(), last != UInt8(ascii: "/") {}
    return folder.withUnsafeBufferPointer { TokenHash.of($0, isSegment: false) }
  }

  /// Line, counted from 1, on which a token of the stream begins.
  package func line(of place: Int) -> Int { facts.line(at: facts.tokens.offsets[Int(places[place])]) }

  /// What a token of the stream is to the reader of figures.
  package func group(of place: Int) -> EnergyGroup { facts.tokens.kinds[Int(places[place])].energyGroup }
}
