/// The energy of every token of one file.
package struct EnergyHeat: Sendable {
  package let repository: String
  package let revision: String
  package let isDirty: Bool
  package let path: String
  package let sum: EnergySum
  package let tokens: [EnergyReport.Token]
  package let lineCount: Int

  package init(
    repository: String, revision: String, isDirty: Bool, path: String, sum: EnergySum, tokens: [EnergyReport.Token],
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
