/// Tells one way of measuring a history from another.
package struct SeriesKey: Sendable, Equatable {
  /// The repository's name, as ``RunResult/repository``.
  package var repository: String
  /// Equal only for series whose figures have to be equal for equal commits.
  package var text: String
  /// Which commits, in words.
  package var description: String

  package init(repository: String, text: String, description: String) {
    self.repository = repository
    self.text = text
    self.description = description
  }
}
