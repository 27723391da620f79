/// What a name means to the conventions.
enum ConventionWord: UInt8, Sendable {
  case other
  case selfKeyword
  case initKeyword
  case bool
  case result
  case errorPointer
  case eventLoopFuture
  case publisher
  case dispatchQueue
  /// Names of closures that receive a result.
  case completion
  /// Conformances that are a mark on the type or that the compiler fills in, and raw-value types: where they stand is
  /// no choice of style.
  case derivedConformance
  /// Names that read as an assertion, so that a Boolean's use reads as a sentence.
  case assertion
  case nilCoalescing
  case comma
  case print
  case systemLog
  case logLevel
  case logger
  case xcTest
  case testing

  /// What a text means.
  init(_ text: String) {
    self = Self.exact[text] ?? Self.byParts(of: text)
  }

  private static let exact: [String: ConventionWord] = {
    var words: [String: ConventionWord] = [
      "self": .selfKeyword, "init": .initKeyword, "Bool": .bool, "Result": .result, "NSErrorPointer": .errorPointer,
      "AutoreleasingUnsafeMutablePointer": .errorPointer,
      "EventLoopFuture": .eventLoopFuture, "Observable": .publisher, "DispatchQueue": .dispatchQueue,
      "callback": .completion, "handler": .completion, "??": .nilCoalescing, ",": .comma, "print": .print,
      "debugPrint": .print, "NSLog": .systemLog, "os_log": .systemLog, "XCTest": .xcTest, "Testing": .testing,
    ]
    for name in [
      "Sendable", "Equatable", "Hashable", "Codable", "Decodable", "Encodable", "CaseIterable", "Error", "CodingKey",
      "AnyObject", "RawRepresentable", "String", "Character", "Int", "Int8", "Int16", "Int32", "Int64", "UInt",
      "UInt8", "UInt16", "UInt32", "UInt64", "Double", "Float",
    ] {
      words[name] = .derivedConformance
    }
    for name in ["trace", "debug", "info", "notice", "warning", "error", "critical", "fault"] {
      words[name] = .logLevel
    }
    return words
  }()

  /// First words of an assertion.
  private static let assertions: Set<String> = [
    "is", "are", "was", "were", "has", "have", "had", "can", "could", "should", "shall", "will", "would", "did", "does",
    "do", "must", "may", "needs", "uses", "allows", "supports", "contains", "includes", "requires", "wants", "prefers",
    "accepts", "ignores", "enables", "disables", "shows", "hides", "keeps", "exists",
  ]

  private static func byParts(of text: String) -> ConventionWord {
    func ends(_ suffix: StaticString) -> Bool {
      suffix.withUTF8Buffer { text.utf8.count >= $0.count && text.utf8.suffix($0.count).elementsEqual($0) }
    }
    if ends("Publisher") { return .publisher }
    if ends("ogger") || ends("Log") || text == "log" { return .logger }
    if ends("ompletion") || ends("CompletionHandler") || text.utf8.starts(with: "completion".utf8) {
      return .completion
    }
    let word = text.utf8.drop { $0 == UInt8(ascii: "_") }.prefix {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
    }
    guard !word.isEmpty, word.count < 10, let firstWord = String(word) else { return .other }
    return assertions.contains(firstWord) ? .assertion : .other
  }
}
