package import Model

/// Graphviz' DOT language: files, types and declarations stand in a cluster for their module.
///
/// Nodes are `n0`, `n1` …, so that no text of the repository is an identifier. In labels, quotes and backslashes are
/// escaped, ampersands too, because Graphviz reads HTML entities; control characters are made visible.
/// Source: graphviz.org, "DOT Language" and "escString".
package struct DotGraphWriter: GraphWriter {
  private static let cycleColor = "#c0392b"

  package init() {}

  package func write(_ document: GraphDocument) -> [UInt8] {
    var lines = document.headLines.map { "// \(TerminalSanitizer.sanitized($0))" }
    lines.append("digraph xtal {")
    lines.append("  graph [rankdir=LR, fontname=\"Helvetica\"];")
    lines.append("  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f7f7f7\", fontname=\"Helvetica\"];")
    lines.append("  edge [color=\"#777777\", fontname=\"Helvetica\", fontsize=10];")
    appendNodes(of: document, to: &lines)
    for edge in document.edges { lines.append("  \(line(of: edge))") }
    lines.append("}\n")
    return Array(lines.joined(separator: "\n").utf8)
  }

  private func appendNodes(of document: GraphDocument, to lines: inout [String]) {
    var start = 0
    var cluster = 0
    while start < document.nodes.count {
      let module = document.nodes[start].module
      var end = start
      while end < document.nodes.count, document.nodes[end].module == module { end += 1 }
      let isCluster = document.level != .module && !module.isEmpty
      if isCluster {
        lines.append("  subgraph cluster_\(cluster) {")
        lines.append("    label=\(Self.quoted(module)); color=\"#bbbbbb\";")
        cluster += 1
      }
      for index in start..<end {
        lines.append((isCluster ? "    " : "  ") + line(of: document.nodes[index], index, document))
      }
      if isCluster { lines.append("  }") }
      start = end
    }
  }

  private func line(of node: GraphDocument.Node, _ index: Int, _ document: GraphDocument) -> String {
    var attributes = ["label=\(Self.quoted(document.caption(of: node)))", "tooltip=\(Self.quoted(node.id))"]
    if node.folded > 0 { attributes.append("style=\"rounded,filled,dashed\"") }
    if node.isFocus { attributes.append("penwidth=3") }
    if node.cycle > 0 {
      attributes.append("color=\"\(Self.cycleColor)\", fillcolor=\"#fdecea\", class=\"cycle\(node.cycle)\"")
    }
    return "n\(index) [\(attributes.joined(separator: ", "))];"
  }

  private func line(of edge: GraphDocument.Edge) -> String {
    let uses = edge.uses.map { "\($0.kind) \($0.count)" }.joined(separator: ", ")
    var attributes = ["weight=\(max(1, min(edge.weight, 1000)))", "tooltip=\(Self.quoted(uses))"]
    // A dependency without references: imported, or declared only.
    attributes.insert(edge.weight > 0 ? "label=\"\(edge.weight)\"" : "style=dashed", at: 0)
    if edge.cycle > 0 { attributes.append("color=\"\(Self.cycleColor)\", class=\"cycle\(edge.cycle)\"") }
    return "n\(edge.from) -> n\(edge.to) [\(attributes.joined(separator: ", "))];"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in TerminalSanitizer.sanitized(text).unicodeScalars {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result + "\""
  }
}
