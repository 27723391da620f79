/// A finding with who brought it and when, and who ended it.
package struct BlameEntry: Sendable, Equatable {
  package var finding: HistoryLine.Lifetime
  package var born: HistoryLine.Step
  /// Nil while it is there.
  package var died: HistoryLine.Step?
  /// Days from its beginning until it went, or until the newest commit.
  package var days: Double

  package init(finding: HistoryLine.Lifetime, born: HistoryLine.Step, died: HistoryLine.Step?, days: Double) {
    self.finding = finding
    self.born = born
    self.died = died
    self.days = days
  }
}
