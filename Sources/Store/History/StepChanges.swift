package import Model

/// How a step's findings and measures differ from its base's.
package struct StepChanges: Sendable {
  /// A finding of the base that goes on.
  package struct Origin: Sendable, Equatable {
    package var lifetime: Int
    /// Its fingerprint at the base.
    package var fingerprint: String

    package init(lifetime: Int, fingerprint: String) {
      self.lifetime = lifetime
      self.fingerprint = fingerprint
    }
  }

  /// Key of the base; nil for the first of a line.
  package var base: Int?
  /// For each finding of the step the one of the base that it was; nil for one that appears.
  package var origins: [Origin?]
  /// Lifetimes that end, with the place where they were last.
  package var gone: [(lifetime: Int, path: String, line: Int)]
  /// The base's modules; empty without one.
  package var baseModules: [RunResult.ModuleSummary]

  /// The base's files with their energy; empty without one, or where energy is not measured.
  package var baseFiles: [RunResult.FileSummary]

  package init(
    base: Int?, origins: [Origin?], gone: [(lifetime: Int, path: String, line: Int)],
    baseModules: [RunResult.ModuleSummary], baseFiles: [RunResult.FileSummary] = []
  ) {
    self.base = base
    self.origins = origins
    self.gone = gone
    self.baseModules = baseModules
    self.baseFiles = baseFiles
  }
}
