/// How long findings stay: the Kaplan–Meier estimate of the share that is still there after a time, which counts findings
/// that have not gone yet for as long as they were watched (E. L. Kaplan, P. Meier, "Nonparametric Estimation from
/// Incomplete Observations", 1958).
package struct SurvivalCurve: Sendable, Equatable {
  /// One finding's life, as far as it was watched.
  package struct Life: Sendable, Equatable {
    /// In days, 0 or more.
    package var days: Double
    /// Whether it ended; else it was still there when watching ended.
    var hasEnded: Bool

    package init(days: Double, hasEnded: Bool) {
      self.days = days
      self.hasEnded = hasEnded
    }
  }

  /// The days at which the share falls, with the share from then on; ascending.
  package private(set) var steps: [(days: Double, share: Double)] = []
  package let lives: Int
  package let ended: Int

  package init(_ lives: [Life]) {
    self.lives = lives.count
    ended = lives.count { $0.hasEnded }
    let sorted = lives.sorted { ($0.days, $0.hasEnded ? 0 : 1) < ($1.days, $1.hasEnded ? 0 : 1) }
    var share = 1.0
    var index = 0
    while index < sorted.count {
      let atRisk = sorted.count - index
      let days = sorted[index].days
      var ends = 0
      while index < sorted.count, sorted[index].days == days {
        if sorted[index].hasEnded { ends += 1 }
        index += 1
      }
      guard ends > 0 else { continue }
      share *= 1 - Double(ends) / Double(atRisk)
      steps.append((days, share))
    }
  }

  /// Days after which half of them are gone; nil where the share does not fall so far.
  package var halfLife: Double? { steps.first { $0.share <= 0.5 }?.days }

  /// The share that is still there after so many days, in 0...1.
  package func share(after days: Double) -> Double { steps.last { $0.days <= days }?.share ?? 1 }

  package static func == (left: SurvivalCurve, right: SurvivalCurve) -> Bool {
    left.lives == right.lives && left.ended == right.ended
      && left.steps.elementsEqual(right.steps) { $0.days == $1.days && $0.share == $1.share }
  }
}
