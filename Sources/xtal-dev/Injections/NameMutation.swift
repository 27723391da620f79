/// A way to make a name that does not exist out of one that does.
enum NameMutation: String, CaseIterable, Sendable {
  case letterDropped = "letter dropped"
  case letterDoubled = "letter doubled"
  case letterReplaced = "letter replaced"
  case lettersSwapped = "letters swapped"
  case partDropped = "part dropped"
  case partReplaced = "part replaced"
  case invented = "invented"

  /// Whether a reader, and so the rule, can tell from the name which one was meant.
  var isNear: Bool {
    switch self {
    case .letterDropped, .letterDoubled, .letterReplaced, .lettersSwapped: true
    case .partDropped, .partReplaced, .invented: false
    }
  }

  /// Words that people and machines take for each other.
  private static let synonyms: [String: [String]] = [
    "count": ["length", "size"], "length": ["count"], "size": ["length"], "append": ["add", "push"],
    "remove": ["delete", "erase"], "delete": ["remove"], "first": ["head"], "last": ["tail"], "is": ["has"],
    "has": ["is"], "name": ["title"], "make": ["create", "build"], "create": ["make"], "get": ["fetch"],
    "fetch": ["load"], "load": ["fetch"], "index": ["position"], "value": ["content"], "key": ["identifier"],
    "with": ["using"], "from": ["of"], "to": ["into"], "contains": ["includes"], "insert": ["put"],
    "update": ["modify"],
    "read": ["get"], "write": ["put"], "start": ["begin"], "stop": ["finish"], "end": ["finish"], "error": ["failure"],
    "message": ["text"], "text": ["string"], "path": ["location"], "url": ["link"], "description": ["summary"],
    "empty": ["blank"], "map": ["transform"], "filter": ["select"], "send": ["post"], "close": ["shutdown"],
  ]

  /// The names that this way makes, in an order that `generator` chooses; none where it does not apply. Names stay
  /// identifiers: the first letter is kept.
  func names(from name: String, using generator: inout SeededGenerator) -> [String] {
    let letters = Array(name)
    switch self {
    case .letterDropped:
      guard letters.count > 3 else { return [] }
      return positions(1..<letters.count, &generator).map { position in
        String(letters[..<position] + letters[(position + 1)...])
      }
    case .letterDoubled:
      return positions(1..<max(1, letters.count), &generator).map { position in
        String(letters[...position] + letters[position...])
      }
    case .letterReplaced:
      guard letters.count > 3 else { return [] }
      return positions(1..<letters.count, &generator).map { position in
        var changed = letters
        changed[position] = letters[position] == "e" ? "a" : "e"
        return String(changed)
      }
    case .lettersSwapped:
      guard letters.count > 3 else { return [] }
      return positions(1..<(letters.count - 1), &generator).map { position in
        var changed = letters
        changed.swapAt(position, position + 1)
        return String(changed)
      }
    case .partDropped: return partsDropped(name, using: &generator)
    case .partReplaced: return partsReplaced(name, using: &generator)
    case .invented: return (Self.synonyms[name] ?? []).shuffled(using: &generator)
    }
  }

  private func positions(_ range: Range<Int>, _ generator: inout SeededGenerator) -> [Int] {
    Array(range).shuffled(using: &generator)
  }

  private func partsDropped(_ name: String, using generator: inout SeededGenerator) -> [String] {
    let parts = Self.parts(of: name)
    guard parts.count > 1 else { return [] }
    return positions(0..<parts.count, &generator).map { position in
      var left = parts
      left.remove(at: position)
      return Self.joined(left, like: name)
    }
  }

  private func partsReplaced(_ name: String, using generator: inout SeededGenerator) -> [String] {
    let parts = Self.parts(of: name)
    guard parts.count > 1 else { return [] }
    var names: [String] = []
    for position in positions(0..<parts.count, &generator) {
      for word in Self.synonyms[parts[position].lowercased()] ?? [] {
        var changed = parts
        changed[position] = word.prefix(1).uppercased() + word.dropFirst()
        names.append(Self.joined(changed, like: name))
      }
    }
    return names
  }

  /// The parts of a name in camel case: `makeURLRequest` gives `make`, `URL`, `Request`.
  static func parts(of name: String) -> [String] {
    let letters = Array(name)
    var parts: [String] = []
    var part = ""
    for (position, letter) in letters.enumerated() {
      let isLast = position + 1 == letters.count
      let begins =
        letter.isUppercase
        && (!(position > 0 && letters[position - 1].isUppercase) || !isLast && letters[position + 1].isLowercase)
      if begins, !part.isEmpty {
        parts.append(part)
        part = ""
      }
      part.append(letter)
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  /// Parts as one name, its first letter as small or large as that of `name`.
  private static func joined(_ parts: [String], like name: String) -> String {
    let text = parts.joined()
    let isSmall = name.first?.isLowercase ?? true
    return (isSmall ? text.prefix(1).lowercased() : text.prefix(1).uppercased()) + text.dropFirst()
  }
}
