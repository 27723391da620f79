import Graph
package import Model
import Reports
import Rules
import Snapshot

/// What part of the dependency graph to show.
package struct GraphRequest: Sendable {
  /// Below it lie names that were resolved because only one declaration bears them: in a graph of many edges, some of
  /// them would show a dependency, and so a cycle, that is not there.
  package static let usualConfidence = 80

  package var source: SnapshotRequest
  /// Where facts may be found; nothing is written there.
  package var database: AnalysisRequest.Database
  package var level: GraphDocument.Level
  package var focus: GraphDocument.Focus?
  /// References resolved with less confidence, in percent, are left out.
  package var leastConfidence: Int
  /// Beyond these, the least connected nodes are folded; nil for any number.
  package var nodeLimit: Int?
  package var edgeLimit: Int?

  package init(
    source: SnapshotRequest, database: AnalysisRequest.Database, level: GraphDocument.Level,
    focus: GraphDocument.Focus?, leastConfidence: Int = GraphRequest.usualConfidence, nodeLimit: Int?, edgeLimit: Int?
  ) {
    self.source = source
    self.database = database
    self.level = level
    self.focus = focus
    self.leastConfidence = leastConfidence
    self.nodeLimit = nodeLimit
    self.edgeLimit = edgeLimit
  }
}

/// From a snapshot to a document of its graph.
package struct GraphPipeline {
  /// Names that are offered for an unknown symbol, and candidates listed for an ambiguous one.
  private static let offeredNames = 5
  private static let listedCandidates = 20

  private let request: GraphRequest

  package init(_ request: GraphRequest) { self.request = request }

  /// Throws ``AnalysisError`` where there is nothing to read, or where the focus is unknown, ambiguous or empty.
  package func run() throws -> GraphDocument {
    let linked = try LinkedSnapshot.read(request.source, database: request.database)
    let view = LevelGraph(linked.graph, level: request.level, leastConfidence: request.leastConfidence)
    let focus = try request.focus.map { focus in
      (try nodes(of: focus.symbol, linked.graph, view), focus.symbol, focus.depth)
    }
    let options = GraphDocumentBuilder.Options(
      focus: focus, nodeLimit: request.nodeLimit, edgeLimit: request.edgeLimit)
    var document = GraphDocumentBuilder(linked.graph, view, options: options).document()
    document.repository = linked.snapshot.repository
    document.revision = linked.snapshot.revision
    document.isDirty = linked.snapshot.isDirty
    if view.uncertain > 0 {
      document.notes.append(
        "\(view.uncertain) references are left out, resolved with less than \(request.leastConfidence) % confidence; "
          + "--confidence 0 counts them.")
    }
    document.notes += coverageNotes(linked.coverage) + linked.notes
    return document
  }

  // MARK: Focus

  private func nodes(of symbol: String, _ graph: CodeGraph, _ view: LevelGraph) throws -> [Int] {
    let search = FocusSearch(graph, view)
    let shown = TerminalSanitizer.sanitized(symbol)
    switch search.find(symbol) {
    case .nodes(let nodes): return nodes
    case .ambiguous(let candidates):
      let listed = candidates.prefix(Self.listedCandidates).map { "\n  \(TerminalSanitizer.sanitized($0))" }
      let more = candidates.count > listed.count ? "\n  and \(candidates.count - listed.count) more" : ""
      throw AnalysisError("--focus '\(shown)' may be any of these; give one of them:\(listed.joined())\(more)")
    case .empty:
      throw AnalysisError("--focus '\(shown)' has no \(view.level.rawValue) of its own. Try another --level.")
    case .unknown:
      let near = NearestName.nearest(Self.offeredNames, to: symbol, among: search.names())
      let hint =
        near.isEmpty
        ? "Give a module, the end of a file's path, or a qualified name."
        : "Did you mean \(near.map { "'\(TerminalSanitizer.sanitized($0))'" }.joined(separator: ", "))?"
      throw AnalysisError("There is no module, file or declaration '\(shown)'. \(hint)")
    }
  }

  // MARK: Notes

  private func coverageNotes(_ coverage: Coverage) -> [String] {
    var notes: [String] = []
    func add(_ gaps: [Coverage.Gap], _ words: String) {
      let paths = Set(gaps.map(\.path)).subtracting([""]).count
      if paths > 0 { notes.append("\(GraphDocument.Level.file.count(paths)) \(words); xtal analyze names them.") }
    }
    add(coverage.partial, "read in part")
    add(coverage.skipped, "not, or not wholly, understood")
    return notes
  }
}
