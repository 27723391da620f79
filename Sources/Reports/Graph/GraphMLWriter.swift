package import Model

/// GraphML, for graph editors and libraries.
///
/// Node ids are `n0`, `n1` …; the document's own ids are data. XML cannot hold control characters, not even as numbers,
/// so they are made visible. Source: graphml.graphdrawing.org; XML 1.0, sections 2.2 and 2.4.
package struct GraphMLWriter: GraphWriter {
  /// Names and types of the data, in the order in which they are written.
  private static let nodeKeys = [
    ("id", "string"), ("label", "string"), ("kind", "string"), ("module", "string"), ("path", "string"),
    ("line", "int"), ("inside", "int"), ("cycle", "int"), ("folded", "int"), ("foldedOnCycles", "int"),
    ("focus", "boolean"),
  ]
  private static let edgeKeys = [("weight", "int"), ("uses", "string"), ("cycle", "int")]

  package init() {}

  package func write(_ document: GraphDocument) -> [UInt8] {
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">",
    ]
    for line in document.headLines { lines.append("  <!-- \(Self.comment(line)) -->") }
    lines += Self.nodeKeys.map { Self.key($0.0, $0.1, of: "node") }
    lines += Self.edgeKeys.map { Self.key($0.0, $0.1, of: "edge") }
    lines.append("  <graph id=\"xtal\" edgedefault=\"directed\">")
    for (index, node) in document.nodes.enumerated() { append(node, index, to: &lines) }
    for (index, edge) in document.edges.enumerated() { append(edge, index, to: &lines) }
    lines += ["  </graph>", "</graphml>\n"]
    return Array(lines.joined(separator: "\n").utf8)
  }

  private func append(_ node: GraphDocument.Node, _ index: Int, to lines: inout [String]) {
    let values = [
      node.id, node.label, node.kind, node.module, node.path, "\(node.line)", "\(node.inside)", "\(node.cycle)",
      "\(node.folded)", "\(node.foldedOnCycles)", "\(node.isFocus)",
    ]
    lines.append("    <node id=\"n\(index)\">")
    for (key, value) in zip(Self.nodeKeys, values) { lines.append(Self.data("node", key.0, value)) }
    lines.append("    </node>")
  }

  private func append(_ edge: GraphDocument.Edge, _ index: Int, to lines: inout [String]) {
    let uses = edge.uses.map { "\($0.kind) \($0.count)" }.joined(separator: ", ")
    lines.append("    <edge id=\"e\(index)\" source=\"n\(edge.from)\" target=\"n\(edge.to)\">")
    for (key, value) in zip(Self.edgeKeys, ["\(edge.weight)", uses, "\(edge.cycle)"]) {
      lines.append(Self.data("edge", key.0, value))
    }
    lines.append("    </edge>")
  }

  private static func key(_ name: String, _ type: String, of owner: String) -> String {
    "  <key id=\"\(owner).\(name)\" for=\"\(owner)\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>"
  }

  private static func data(_ owner: String, _ key: String, _ value: String) -> String {
    "      <data key=\"\(owner).\(key)\">\(escaped(value))</data>"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in TerminalSanitizer.sanitized(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      // The two characters beyond the control characters that XML leaves out.
      case "\u{fffe}", "\u{ffff}": result += "‹U+\(TerminalSanitizer.fourDigits(scalar, uppercase: true))›"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Two hyphens may not stand in a comment.
  private static func comment(_ text: String) -> String {
    var result = ""
    for scalar in escaped(text).unicodeScalars {
      if scalar == "-", result.unicodeScalars.last == "-" { result += " " }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
