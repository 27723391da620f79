import Facts

/// The meanings of one file's texts, each looked up once, when it is first asked for.
struct ConventionWords: Sendable {
  private let strings: StringTable
  /// For each text its meaning; nil until asked for.
  private var known: [ConventionWord?]

  init(strings: StringTable) {
    self.strings = strings
    known = [ConventionWord?](repeating: nil, count: strings.count)
  }

  subscript(text: StringID) -> ConventionWord {
    mutating get {
      let index = Int(text.index)
      if let word = known[index] { return word }
      let word = ConventionWord(strings[text])
      known[index] = word
      return word
    }
  }
}
