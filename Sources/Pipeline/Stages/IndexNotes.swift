import Graph
import IndexStore

/// What a report says of the compiler's index: how much of the repository it covers, and why not all. Nothing in it
/// depends on the machine.
struct IndexNotes {
  let notes: [String]

  /// `place` is the store's as a report may show it.
  init(place: String, indexed: IndexedFiles, tier: IndexTier, files: [CodeGraph.File]) {
    // A manifest is compiled by the package manager, apart.
    let states = files.indices.filter { !files[$0].isManifest }.map { tier.files[$0].state }
    let covered = states.count { $0 == .covered }
    var notes: [String] = []
    if covered == 0 {
      notes.append(
        "The compiler's index (\(place)) covers none of the \(Self.count(states.count, "Swift file")): "
          + "\(Self.reasons(states, indexed)). References come from syntax alone.")
    } else if covered < states.count {
      notes.append(
        "The compiler's index (\(place)) covers \(covered) of \(Self.count(states.count, "Swift file")). References in "
          + "the others come from syntax: \(Self.reasons(states, indexed)).")
    } else {
      notes.append("The compiler's index (\(place)) covers all \(Self.count(states.count, "Swift file")).")
    }
    if let first = indexed.unreadableUnits.first {
      let units = Self.count(indexed.unreadableUnits.count, "unit")
      notes.append("\(units) of the index cannot be read; the first: \(first).")
    }
    self.notes = notes
  }

  /// Why files are not covered, with numbers.
  private static func reasons(_ states: [IndexTier.State], _ indexed: IndexedFiles) -> String {
    var (absent, newer, other) = (0, 0, 0)
    var unreadable: [String] = []
    for state in states {
      switch state {
      case .covered: break
      case .absent: absent += 1
      case .untrusted(.newerSource): newer += 1
      case .untrusted(.otherText), .untrusted(.otherContent): other += 1
      case .untrusted(.unreadable(let reason)): unreadable.append(reason)
      }
    }
    var parts: [String] = []
    if absent > 0 {
      let isOfAnother = absent == states.count && indexed.foreignUnitCount > 0
      parts.append("\(absent) not in it" + (isOfAnother ? ", as it was made from files in another folder" : ""))
    }
    if newer > 0 { parts.append("\(newer) changed after being compiled") }
    if other > 0 { parts.append("\(other) with other content than was compiled") }
    if let first = unreadable.first { parts.append("\(unreadable.count) unreadable, the first because \(first)") }
    return parts.joined(separator: "; ")
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
