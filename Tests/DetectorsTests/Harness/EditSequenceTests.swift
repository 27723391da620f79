import Detectors
import Graph
import Model
import Testing

/// Every rule along a history of its own fixtures: what it finds after edits is what it finds in a graph made afresh.
@Suite struct EditSequenceTests {
  @Test("a rule finds the same after edits as afresh", arguments: RuleFixtureTests.fixtures.filter(\.fires))
  func findsTheSame(_ fixture: Fixture) {
    var linker: IncrementalLinker?
    let memory = DetectionMemory()
    var facts = KeptFacts()
    for (name, sources) in Self.states(of: fixture.sources) {
      var (files, layout, library) = FixtureRun.linkable(sources)
      facts.put(into: &files, of: sources)
      if linker == nil {
        linker = IncrementalLinker(files: files, layout: layout, library: library, workers: 1)
      } else {
        linker?.link(files: files, layout: layout, library: library)
      }
      guard let grown = linker?.graph else { continue }
      let fresh = GraphLinker.link(files: files, layout: layout, library: library, workers: 1)
      let found = FixtureRun(fixture, in: grown, memory: memory).findings
      #expect(found == FixtureRun(fixture, in: fresh).findings, "\(fixture), \(name)")
    }
  }

  /// The fixture on the way: without its last file, whole, moved down by a line, with its first file torn in the middle,
  /// and whole again.
  private static func states(of sources: [FixtureSource]) -> [(name: String, sources: [FixtureSource])] {
    guard let first = sources.first else { return [] }
    var moved = sources
    for index in moved.indices
    where moved[index].path.hasSuffix(".swift") && !FixtureLayout.isManifest(moved[index].path) {
      moved[index].text = "// Text.\n" + moved[index].text
    }
    var torn = sources
    let lines = FixtureSource.lines(of: first.text)
    torn[0].text = lines.prefix(lines.count / 2).map { $0 + "\n" }.joined()
    var states = [("whole", sources), ("moved", moved), ("torn", torn), ("whole again", sources)]
    if sources.count > 1 { states.insert(("without its last file", Array(sources.dropLast())), at: 0) }
    return states
  }
}
