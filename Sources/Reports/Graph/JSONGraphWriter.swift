package import Model

/// The graph as JSON: stable, versioned, keys sorted. docs/graph.schema.json describes it.
package struct JSONGraphWriter: GraphWriter {
  package init() {}

  package func write(_ document: GraphDocument) -> [UInt8] {
    var writer = JSONWriter()
    writer.reserve(1024 + document.nodes.count * 384 + document.edges.count * 256)
    writer.object { root in
      root.member("cycles", document.cycles)
      root.member("edges", objects: document.edges) { write($1, document, to: &$0) }
      if let focus = document.focus {
        root.member("focus") { object in
          object.member("depth", focus.depth)
          object.member("symbol", focus.symbol)
        }
      }
      root.member("level", document.level.rawValue)
      root.member("nodes", objects: document.nodes) { write($1, to: &$0) }
      root.member("notes", document.notes)
      root.member("repository", document.repository)
      root.member("schemaVersion", GraphDocument.schemaVersion)
      root.member("snapshot") { object in
        object.member("dirty", document.isDirty)
        object.member("rev", document.revision)
      }
      root.member("tool") { object in
        object.member("name", "xtal")
        object.member("version", ToolVersion.current)
      }
    }
    return writer.finished()
  }

  private func write(_ edge: GraphDocument.Edge, _ document: GraphDocument, to object: inout JSONWriter) {
    object.member("cycle", edge.cycle)
    object.member("from", document.nodes[edge.from].id)
    object.member("to", document.nodes[edge.to].id)
    object.member("uses", objects: edge.uses) { object, use in
      object.member("count", use.count)
      object.member("kind", use.kind)
    }
    object.member("weight", edge.weight)
  }

  private func write(_ node: GraphDocument.Node, to object: inout JSONWriter) {
    object.member("cycle", node.cycle)
    object.member("focus", node.isFocus)
    object.member("folded", node.folded)
    object.member("foldedOnCycles", node.foldedOnCycles)
    object.member("id", node.id)
    object.member("inside", node.inside)
    object.member("kind", node.kind)
    object.member("label", node.label)
    object.member("line", node.line)
    object.member("module", node.module)
    object.member("path", node.path)
  }
}
