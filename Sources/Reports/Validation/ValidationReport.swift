package import Measures

/// Everything `xtal validate` says of one repository: what the text and JSON reporters turn into bytes.
package struct ValidationReport: Sendable, Equatable {
  /// Version of the JSON output's shape; it grows when a key changes its meaning or goes away.
  static let schemaVersion = 1

  /// The repository's name: the last component of its root folder, never a machine's path.
  package var repository: String
  /// Full id of the commit at which units were measured.
  package var cutOff: String
  /// Full id of the commit up to which bug-fix changes were counted.
  package var revision: String
  package var studies: [ValidationResult]
  package var hardening: [HardeningResult]
  /// What else a reader has to know, in sentences: how bug fixes were told, what was left out.
  package var notes: [String]

  package init(
    repository: String, cutOff: String, revision: String, studies: [ValidationResult],
    hardening: [HardeningResult] = [], notes: [String] = []
  ) {
    self.repository = repository
    self.cutOff = cutOff
    self.revision = revision
    self.studies = studies
    self.hardening = hardening
    self.notes = notes
  }
}
