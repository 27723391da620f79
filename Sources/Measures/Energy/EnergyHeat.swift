package import Model

/// The energy of every token of one file.
package struct EnergyHeat: Sendable {
  /// One token of the file.
  package struct Token: Sendable {
    package var line: Int
    package var column: Int
    package var text: String
    package var group: EnergyGroup
    package var bits: Double
    package var isNew: Bool
  }

  package let repository: String
  package let revision: String
  package let isDirty: Bool
  package let path: String
  package let sum: EnergySum
  package let tokens: [Token]
  package let lineCount: Int

  package init(
    repository: String, revision: String, isDirty: Bool, path: String, sum: EnergySum, tokens: [Token],
    lineCount: Int
  ) {
    self.repository = repository
    self.revision = revision
    self.isDirty = isDirty
    self.path = path
    self.sum = sum
    self.tokens = tokens
    self.lineCount = lineCount
  }
}
