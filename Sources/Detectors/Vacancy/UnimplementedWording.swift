/// Tells from a trap's message or an error's name that an implementation is missing.
///
/// Knows English wording only. A message that forbids the call, such as "not supported" or "unreachable", is none.
enum UnimplementedWording {
  /// What a text says about the missing implementation.
  enum Meaning {
    /// Somebody has yet to write it.
    case missing
    /// Subclasses or conformers are to write it.
    case abstract
  }

  private static let abstract = [
    "must override", "must be overrid", "must be overload", "should override", "should be overrid", "needs to override",
    "needs to be overrid", "subclass must", "subclasses must", "subclass should", "subclasses should",
    "subclass responsib", "subclasses need", "subclass needs", "override me", "override this", "override in subclass",
    "abstract method", "abstract class", "abstract function", "abstract property", "is abstract", "must subclass",
    "must implement", "must be implemented", "should be implemented by", "to be implemented by",
  ]
  private static let missing = [
    "not implemented", "not yet implemented", "not been implemented", "unimplemented", "notimplemented", "unimpl",
    "implement me", "implement this", "to be implemented", "no implementation", "implementation missing",
    "missing implementation", "isn't implemented", "needs implementation", "todo", "fixme", "tbd",
  ]

  /// The meaning of a message in English; nil where it says neither.
  static func meaning(ofMessage message: String) -> Meaning? {
    let text = message.lowercased()
    if abstract.contains(where: { holds(text, $0) }) { return .abstract }
    if missing.contains(where: { holds(text, $0) }) { return .missing }
    return nil
  }

  /// Whether an identifier such as `NotImplementedError` or `.unimplemented` names a missing implementation.
  static func names(_ identifier: String) -> Bool {
    let text = identifier.lowercased().replacing("_")
    return holds(text, "notimplemented") || holds(text, "unimplemented") || holds(text, "notyetimplemented")
  }

  /// Whether `text` holds `part`, not in the middle of a word: "mastodon" holds no "todo".
  private static func holds(_ text: String, _ part: String) -> Bool {
    let text = Array(text.utf8)
    let part = Array(part.utf8)
    guard text.count >= part.count else { return false }
    for start in 0...(text.count - part.count)
    where text[start] == part[0] && text[start..<start + part.count].elementsEqual(part) {
      if start == 0 || !isLetter(text[start - 1]) { return true }
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte >= 0x80
  }
}

extension String {
  /// The text without any of that character.
  fileprivate func replacing(_ character: Character) -> String { filter { $0 != character } }
}
