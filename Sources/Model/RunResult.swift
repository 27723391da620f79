/// Everything one analysis says about one snapshot: what the store keeps and the reports show.
package struct RunResult: Sendable, Equatable {
  /// Version of the JSON output's shape; it grows when a key changes its meaning or goes away.
  package static let schemaVersion = 1

  /// What was analysed.
  package struct SnapshotSummary: Sendable, Equatable {
    /// The commit's full id; empty for a folder without history.
    package var revision: String
    /// Whether the working tree differs from `revision`; false for a commit.
    package var isDirty: Bool
    /// Number of Swift files analysed, partial ones included.
    package var files: Int
    /// Lines that hold code: blank lines and lines of comments alone are not counted.
    package var linesOfCode: Int

    package init(revision: String, isDirty: Bool, files: Int, linesOfCode: Int) {
      self.revision = revision
      self.isDirty = isDirty
      self.files = files
      self.linesOfCode = linesOfCode
    }
  }

  /// A module and its measures.
  package struct ModuleSummary: Sendable, Equatable {
    package var name: String
    package var metrics: [String: Double]

    package init(name: String, metrics: [String: Double]) {
      self.name = name
      self.metrics = metrics
    }
  }

  /// A file and its measures.
  package struct FileSummary: Sendable, Equatable {
    /// Path relative to the repository root.
    package var path: String
    package var energy: EnergyFigures

    package init(path: String, energy: EnergyFigures) {
      self.path = path
      self.energy = energy
    }
  }

  /// The repository's name as reports show it: the last component of its root folder, never a machine's path.
  package var repository: String
  package var snapshot: SnapshotSummary
  package var coverage: Coverage
  /// Measures of the whole snapshot by name; names and units stand in docs/metrics.md.
  package var metrics: [String: Double]
  /// Sorted by name.
  package var modules: [ModuleSummary]
  /// Files that nobody generated, sorted by path; empty where token energy was not measured.
  package var files: [FileSummary]
  /// Sorted.
  package var findings: [Finding]
  /// What else a reader has to know of how the result came about, in sentences.
  package var notes: [String]

  package init(
    repository: String, snapshot: SnapshotSummary, coverage: Coverage, metrics: [String: Double],
    modules: [ModuleSummary], files: [FileSummary] = [], findings: [Finding], notes: [String] = []
  ) {
    self.repository = repository
    self.snapshot = snapshot
    self.coverage = coverage
    self.metrics = metrics
    self.modules = modules
    self.files = files
    self.findings = findings
    self.notes = notes
  }
}
