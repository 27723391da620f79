package import Model
package import Rules

/// Turns the result of a run into the bytes of one format.
///
/// A reporter does no IO, reads no clock and no environment: the same arguments give the same bytes. It adds no
/// finding and hides none without saying so in its output.
package protocol Reporter: Sendable {
  /// The whole document, with a newline at its end.
  ///
  /// `result` is sorted as ``RunResult`` promises; `rules` is the catalogue of which the findings' rules are part.
  func report(_ result: RunResult, rules: [Rule], options: ReportOptions) -> [UInt8]
}
