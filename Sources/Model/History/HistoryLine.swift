/// A series along its line, as it was read back: what trends, blame and hotspots are computed from.
package struct HistoryLine: Sendable, Equatable {
  /// A commit on the line.
  package struct Step: Sendable, Equatable {
    package var revision: String
    /// Seconds since 1970-01-01 UTC, by the committer's clock.
    package var committed: Int64
    package var author: HistoryStep.Person
    package var subject: String
    package var isMerge: Bool
    package var isOpening: Bool
    /// Whether its changed lines count.
    package var counts: Bool
    package var files: Int
    package var linesOfCode: Int
    package var findings: Int
    package var debtMinutes: Double
    package var changedFiles: Int
    package var addedLines: Int
    package var deletedLines: Int

    package init(
      revision: String, committed: Int64, author: HistoryStep.Person, subject: String, isMerge: Bool, isOpening: Bool,
      counts: Bool, files: Int, linesOfCode: Int, findings: Int, debtMinutes: Double, changedFiles: Int,
      addedLines: Int, deletedLines: Int
    ) {
      self.revision = revision
      self.committed = committed
      self.author = author
      self.subject = subject
      self.isMerge = isMerge
      self.isOpening = isOpening
      self.counts = counts
      self.files = files
      self.linesOfCode = linesOfCode
      self.findings = findings
      self.debtMinutes = debtMinutes
      self.changedFiles = changedFiles
      self.addedLines = addedLines
      self.deletedLines = deletedLines
    }
  }

  /// A finding from when it appeared until it went.
  package struct Lifetime: Sendable, Equatable {
    package var rule: RuleID
    package var severity: Severity
    package var confidence: Double
    package var minutes: Double
    /// Where it was seen last.
    package var path: String
    package var line: Int
    package var symbol: String
    package var message: String
    package var fingerprint: String
    /// Position of the step that brought it.
    package var born: Int
    /// Position of the step with which it went; nil while it is there.
    package var died: Int?

    package init(
      rule: RuleID, severity: Severity, confidence: Double, minutes: Double, path: String, line: Int, symbol: String,
      message: String, fingerprint: String, born: Int, died: Int?
    ) {
      self.rule = rule
      self.severity = severity
      self.confidence = confidence
      self.minutes = minutes
      self.path = path
      self.line = line
      self.symbol = symbol
      self.message = message
      self.fingerprint = fingerprint
      self.born = born
      self.died = died
    }
  }

  /// What a step changed in a file.
  package struct FileChange: Sendable, Equatable {
    /// Position of the step.
    package var step: Int
    package var path: String
    package var oldPath: String?
    /// A new file is 1, one that is gone is -1, any other 0.
    package var existence: Int
    package var addedLines: Int
    package var deletedLines: Int

    package init(step: Int, path: String, oldPath: String?, existence: Int, addedLines: Int, deletedLines: Int) {
      self.step = step
      self.path = path
      self.oldPath = oldPath
      self.existence = existence
      self.addedLines = addedLines
      self.deletedLines = deletedLines
    }
  }

  /// What a step changed in a declaration.
  package struct DeclarationChange: Sendable, Equatable {
    /// Position of the step.
    package var step: Int
    /// Path of the file after the step.
    package var path: String
    /// Qualified name.
    package var symbol: String
    package var addedLines: Int
    package var deletedLines: Int

    package init(step: Int, path: String, symbol: String, addedLines: Int, deletedLines: Int) {
      self.step = step
      self.path = path
      self.symbol = symbol
      self.addedLines = addedLines
      self.deletedLines = deletedLines
    }
  }

  /// A measure of a module that became another one with a step.
  package struct ModuleValue: Sendable, Equatable {
    /// Position of the step.
    package var step: Int
    package var module: String
    /// The value from this step on; nil where the module or the measure is gone.
    package var value: Double?

    package init(step: Int, module: String, value: Double?) {
      self.step = step
      self.module = module
      self.value = value
    }
  }

  package var repository: String
  /// Which commits the series has, in words.
  package var description: String
  /// Oldest first.
  package var steps: [Step]

  package init(repository: String, description: String, steps: [Step]) {
    self.repository = repository
    self.description = description
    self.steps = steps
  }
}
