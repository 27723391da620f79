/// What is wrong with a rule file, and where.
struct RuleFileError: Error, Equatable, CustomStringConvertible {
  /// Path relative to the repository's root.
  var path: String
  /// Counted from 1; nil where the fault has no line of its own.
  var line: Int?
  var message: String

  var description: String {
    line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)"
  }
}
