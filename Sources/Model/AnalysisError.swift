/// A failure that ends a run, with what the person can do about it.
package struct AnalysisError: Error, Sendable, CustomStringConvertible {
  /// Whose fault it is; fixes the exit code.
  package enum Kind: Sendable {
    /// Wrong use, configuration or environment: exit code 2.
    case usage
    /// A fault of xtal itself: exit code 3.
    case `internal`
  }

  package var kind: Kind
  /// What happened and what to do, in one or two sentences.
  package var message: String

  package init(_ message: String, kind: Kind = .usage) {
    self.kind = kind
    self.message = message
  }

  package var description: String { message }
}
