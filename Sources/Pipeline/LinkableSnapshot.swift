package import Graph
package import Model

/// A snapshot's files read one by one, ready to be linked: for whoever links again and again.
package struct LinkableSnapshot: Sendable {
  package let files: [GraphLinker.Input]
  package let layout: ProjectLayout

  /// Lists and reads; facts are taken from no database. Throws ``AnalysisError`` where there is nothing to read.
  package init(_ request: SnapshotRequest) throws {
    let snapshot = try ListingStage(request: request).run()
    let read = try ReadingStage(request: request).run(snapshot, store: nil, encodes: false)
    let input = read.input
    files = input.inputs
    layout = input.layout
  }
}
