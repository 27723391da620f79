/// One fault in one file: a range of bytes replaced by another text.
struct Injection: Sendable {
  /// What is made not to exist.
  enum Subject: String, CaseIterable, Sendable {
    case member = "member of an own type"
    case libraryMember = "member of a library type"
    case label = "argument label"

    /// The rule that has to say so.
    var rule: String { self == .label ? "imaginary/unresolved-argument" : "imaginary/unresolved-member" }
  }

  var subject: Subject
  /// How the name was made, or what was done to the label.
  var mutation: String
  /// Whether the right name can be told from the wrong one.
  var isNear: Bool
  /// Index of the file in the graph.
  var file: Int
  /// Bytes to replace.
  var range: Range<Int>
  var replacement: String
  /// Offset of the name that a finding has to point at.
  var offset: Int
  /// What stood there: a member's name, the full name of what is called.
  var original: String

  /// The file's bytes with the fault in them.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    Array(bytes[..<range.lowerBound]) + Array(replacement.utf8) + Array(bytes[range.upperBound...])
  }
}
