import Facts
import Git
import Growth
import Model

/// Makes the key of a series: equal only where the same commit has to have the same figures.
enum SeriesKeyMaker {
  static func key(
    repository: String, prefix: [UInt8], selection: CommitSelection, request: HistoryRequest, rules: [RuleActivation]
  ) -> SeriesKey {
    var hashes = [StableHash(), StableHash()]
    hashes[1].combine(byte: 1)
    for half in hashes.indices {
      hashes[half].combine(ToolVersion.current)
      hashes[half].combine(request.analyserBuild)
      hashes[half].combine(UInt64(FactsReader.version))
      for byte in prefix { hashes[half].combine(byte: byte) }
      hashes[half].combine(description(of: selection))
      hashes[half].combine(beginning(of: selection))
      AnalysisKeyMaker.add(request.configuration, rules, to: &hashes[half])
    }
    return SeriesKey(
      repository: repository, text: hashes[0].hexadecimal + hashes[1].hexadecimal,
      description: description(of: selection) + (request.configuration.measuresEnergy ? ", with token energy" : ""),
      isWhole: selection.isWhole)
  }

  /// Which commits, in words that stay the same while commits come.
  private static func description(of selection: CommitSelection) -> String {
    var text = selection.includesMerged ? "all commits" : "first parents"
    if selection.onlyTagged { text += " that are tagged" }
    if selection.interval > 1 { text += ", one in \(selection.interval)" }
    switch selection.beginning {
    case nil: break
    case .commit: text += ", from a commit on"
    case .time: text += ", from a date on"
    }
    return text
  }

  private static func beginning(of selection: CommitSelection) -> String {
    switch selection.beginning {
    case nil: ""
    case .commit(let id): id.description
    case .time(let seconds): "\(seconds)"
    }
  }
}
