import Facts
import Graph

/// Facts of texts that several states of a repository have: as along a history, a text that stays keeps the very facts
/// that it had.
struct KeptFacts {
  private var facts: [String: FileFacts] = [:]

  /// Puts the kept facts into the files of some sources, and keeps those that are new.
  mutating func put(into files: inout [GraphLinker.Input], of sources: [FixtureSource]) {
    for index in files.indices {
      files[index].facts = facts[sources[index].text] ?? files[index].facts
      facts[sources[index].text] = files[index].facts
    }
  }
}
