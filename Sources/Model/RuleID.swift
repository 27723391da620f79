/// The identifier of a rule, `class/name`, for example `twin/duplicate-code`. Stable over releases.
package struct RuleID: Sendable, Hashable, Comparable, CustomStringConvertible, Codable {
  /// The whole identifier.
  package let text: String

  /// Wraps an identifier. It is not checked against the catalogue.
  package init(_ text: String) { self.text = text }

  /// The class part, before the slash; nil where the text names no known class.
  package var defectClass: DefectClass? {
    DefectClass(rawValue: String(decoding: text.utf8.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self))
  }

  package var description: String { text }

  package static func < (left: RuleID, right: RuleID) -> Bool { left.text < right.text }
}
