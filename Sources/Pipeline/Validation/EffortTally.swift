import Growth
import Measures
import Model

/// Adds up what changing the modules took, by month, while the commits of a line go by.
struct EffortTally {
  /// One module in one month.
  struct Place: Hashable {
    var month: Int
    var module: String
  }

  private struct Work {
    var hunks = 0
    var changedLines = 0
  }

  private let leastLines: Int
  private var work: [Place: Work] = [:]
  private var ages: LineAges
  /// Numbers of the places under which lines are followed.
  private var groups: [Place: Int] = [:]

  /// Lines that are gone within `days` were written in vain. Places with fewer than `leastLines` have no effort.
  init(days: Int, leastLines: Int) {
    self.leastLines = leastLines
    ages = LineAges(days: days)
  }

  /// Adds what a commit changed, in the order of commits; `countsLines` says whether the lines that it adds are followed.
  /// Bulk commits give nothing, and what they delete is not counted as gone.
  mutating func add(_ files: [ChangedFile], at time: Int64, month: Int, countsLines: Bool, places: ModulePlaces) {
    let isBulk = files.count > CoChangeTable.bulkLimit
    let own = files.map { file in isBulk ? nil : places.module(of: file.path).map { Place(month: month, module: $0) } }
    var placeOfPath: [String: Place] = [:]
    for (file, place) in zip(files, own) {
      guard let place else { continue }
      placeOfPath[file.path] = place
      if groups[place] == nil { groups[place] = groups.count }
      guard file.oldBlob != nil, file.newBlob != nil else { continue }
      work[place, default: Work()].hunks += file.hunks.count
      work[place, default: Work()].changedLines += file.addedLines + file.deletedLines
    }
    ages.apply(files, at: time, countsDeletions: !isBulk) { file in
      countsLines ? placeOfPath[file.path].flatMap { groups[$0] } : nil
    }
  }

  /// Hunks per 100 changed lines, in files that were there before and after the commit.
  var scatter: [Place: Double] {
    work.filter { $0.value.changedLines >= leastLines }.mapValues {
      Double($0.hunks) / Double($0.changedLines) * 100
    }
  }

  /// The share of added lines that were gone again within the days.
  var rewriting: [Place: Double] {
    let fates = ages.fates
    return groups.compactMapValues { group in
      guard let fate = fates[group], fate.added >= leastLines else { return nil }
      return Double(fate.rewritten) / Double(fate.added)
    }
  }
}
