package import Model

/// The formats of `xtal graph --format`: the registry of graph writers by name.
package enum GraphFormat: String, Sendable, CaseIterable {
  /// For Graphviz.
  case dot
  /// For Markdown pages that draw diagrams.
  case mermaid
  /// Stable, versioned; its shape stands in docs/graph.schema.json.
  case json
  /// For graph editors and libraries.
  case graphml

  /// Finds a format by the name a person typed. Throws a usage error that lists the known names.
  package init(named name: String) throws(AnalysisError) {
    guard let format = GraphFormat(rawValue: name) else {
      let known = GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw AnalysisError("There is no graph format “\(TerminalSanitizer.sanitized(name))”. Use one of: \(known).")
    }
    self = format
  }

  package var writer: any GraphWriter {
    switch self {
    case .dot: DotGraphWriter()
    case .mermaid: MermaidGraphWriter()
    case .json: JSONGraphWriter()
    case .graphml: GraphMLWriter()
    }
  }

  /// Nodes beyond which nodes are folded where nobody says otherwise: more than that is no drawing. Nil for none.
  package var standardNodeLimit: Int? {
    switch self {
    case .dot: 300
    case .mermaid: 200
    case .json, .graphml: nil
    }
  }

  /// Edges beyond which a usual viewer refuses to draw at all. Nil for none.
  package var edgeLimit: Int? { self == .mermaid ? MermaidGraphWriter.maximumEdges : nil }
}
