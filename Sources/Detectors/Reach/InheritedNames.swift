/// What the protocols and classes that everybody knows ask of the types that inherit from them.
enum InheritedNames {
  /// What the standard library's protocols ask for by name, those that ask for nothing included.
  static let demands: [String: [StaticString]] = [
    "Error": ["localizedDescription"], "Sendable": [], "AnyObject": [], "Any": [], "Copyable": [],
    "BitwiseCopyable": [], "Escapable": [],
    "SendableMetatype": [], "Actor": ["unownedExecutor"],
    "Equatable": [], "Hashable": ["hash", "hashValue"], "Comparable": [], "Identifiable": ["id", "ID"],
    "CustomStringConvertible": ["description"], "CustomDebugStringConvertible": ["debugDescription"],
    "CustomReflectable": ["customMirror"], "LosslessStringConvertible": ["description"],
    "IteratorProtocol": ["next", "Element"], "AsyncIteratorProtocol": ["next", "Element", "Failure"],
    "Sequence": [
      "makeIterator", "underestimatedCount", "withContiguousStorageIfAvailable", "Element", "Iterator",
    ],
    "AsyncSequence": ["makeAsyncIterator", "Element", "AsyncIterator", "Failure"],
    "LocalizedError": [
      "localizedDescription", "errorDescription", "failureReason", "recoverySuggestion", "helpAnchor",
    ],
    "NSObject": ["hash", "isEqual", "description", "debugDescription", "copy", "mutableCopy"],
  ]

  /// Those for which the compiler writes code that uses the stored properties or the cases, and those whose values are
  /// shown by reflection: an error that nobody catches prints all that it holds.
  static let synthesizing: Set<String> = [
    "Codable", "Encodable", "Decodable", "CodingKey", "Hashable", "Equatable", "CaseIterable", "RawRepresentable",
    "OptionSet", "Error", "LocalizedError", "CustomNSError", "CustomReflectable",
  ]

  /// Those that give an enum no values but those its cases name.
  static let plain: Set<String> = [
    "Comparable", "Equatable", "Error", "Hashable", "Sendable", "LocalizedError", "CustomStringConvertible",
    "CustomDebugStringConvertible", "Identifiable", "BitwiseCopyable", "Copyable",
  ]

  /// Ends of the names of types that a tool or a framework finds by itself: test cases and previews.
  static func isDiscovered(_ name: String) -> Bool {
    ["TestCase", "Tests", "PreviewProvider", "LibraryContentProvider"].contains { name.hasSuffix($0) }
  }
}
