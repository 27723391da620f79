package import Model

/// What happened to the units of a snapshot before and after it, along a stored line and through renames of files.
///
/// A declaration is its file and its qualified name: one that is renamed, or moves to another file, is another one
/// from then on. Changes of what is nested in a declaration count for it, once a step.
package struct UnitHistory: Sendable {
  /// What happened to one unit.
  package struct Course: Sendable, Equatable {
    /// Added and deleted lines up to the snapshot, without those of bulk commits.
    package var churn = 0
    /// Bug-fix steps after the snapshot that changed lines of it and left it there.
    package var fixes = 0

    package init(churn: Int = 0, fixes: Int = 0) {
      self.churn = churn
      self.fixes = fixes
    }
  }

  /// What is known of the steps of a line, by their positions.
  package struct Steps: Sendable {
    /// The step that the snapshot is of: it and all before it are the past.
    package var cutOff: Int
    /// Steps that change so many files that they say nothing of any.
    package var bulk: Set<Int>
    /// Steps after the snapshot that mend bugs.
    package var fixes: Set<Int>

    package init(cutOff: Int, bulk: Set<Int>, fixes: Set<Int>) {
      self.cutOff = cutOff
      self.bulk = bulk
      self.fixes = fixes
    }
  }

  private struct Place: Hashable {
    var file: Int
    var symbol: String
  }

  package let steps: Steps
  /// Files of the snapshot by path, as they are numbered.
  private var files: [String: Int] = [:]
  private var courses: [Place: Course] = [:]
  private var lastFix: [Place: Int] = [:]

  /// `paths` are those of the snapshot's files; changes are in the order of their steps.
  package init(
    paths: [String], files changes: [HistoryLine.FileChange], declarations: [HistoryLine.DeclarationChange],
    steps: Steps
  ) {
    self.steps = steps
    var identities = FileIdentities()
    var (start, nextDeclaration) = (0, 0)
    while start < changes.count {
      let step = changes[start].step
      if step > steps.cutOff, files.isEmpty { number(paths, by: &identities) }
      let end = changes[start...].firstIndex { $0.step != step } ?? changes.count
      let numbers = identities.take(changes[start..<end])
      var numberOfPath: [String: Int] = [:]
      for (change, number) in zip(changes[start..<end], numbers) {
        if change.existence >= 0 { numberOfPath[change.path] = number }
        add(change, to: Place(file: number, symbol: ""))
      }
      while nextDeclaration < declarations.count, declarations[nextDeclaration].step <= step {
        let change = declarations[nextDeclaration]
        nextDeclaration += 1
        guard change.step == step, let number = numberOfPath[change.path] else { continue }
        for symbol in SymbolPath.around(change.symbol) {
          count(change.addedLines + change.deletedLines, at: step, for: Place(file: number, symbol: symbol))
        }
      }
      start = end
    }
    if files.isEmpty { number(paths, by: &identities) }
  }

  private mutating func number(_ paths: [String], by identities: inout FileIdentities) {
    for path in paths { files[path] = identities.number(at: path) }
  }

  private mutating func add(_ change: HistoryLine.FileChange, to place: Place) {
    guard change.existence >= 0 else { return }
    count(change.addedLines + change.deletedLines, at: change.step, for: place)
  }

  private mutating func count(_ lines: Int, at step: Int, for place: Place) {
    guard lines > 0, !steps.bulk.contains(step) else { return }
    if step <= steps.cutOff {
      courses[place, default: Course()].churn += lines
    } else if steps.fixes.contains(step), lastFix[place] != step {
      lastFix[place] = step
      courses[place, default: Course()].fixes += 1
    }
  }

  /// What happened to a unit; a file where there is no symbol.
  package func course(of path: String, symbol: String = "") -> Course {
    files[path].flatMap { courses[Place(file: $0, symbol: symbol)] } ?? Course()
  }
}
