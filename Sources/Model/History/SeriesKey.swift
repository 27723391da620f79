/// Tells one way of measuring a history from another.
package struct SeriesKey: Sendable, Equatable {
  /// The repository's name, as ``RunResult/repository``.
  package var repository: String
  /// Equal only for series whose figures have to be equal for equal commits.
  package var text: String
  /// Which commits, in words.
  package var description: String
  /// Whether it has every commit of the line, from the first one on.
  package var isWhole: Bool

  package init(repository: String, text: String, description: String, isWhole: Bool) {
    self.isWhole = isWhole
    self.repository = repository
    self.text = text
    self.description = description
  }
}
