package import Model

/// A Mermaid flowchart: files, types and declarations stand in a subgraph for their module.
///
/// Nodes are `n0`, `n1` …, so that no text of the repository is an identifier or a keyword such as `end`. Labels are
/// quoted, and in them every character that Mermaid or the Markdown within labels could act on is written as its number
/// (`#34;`); control characters are made visible. Source: mermaid.js.org, "Flowcharts", special characters and entity
/// codes.
package struct MermaidGraphWriter: GraphWriter {
  /// Edges that Mermaid draws without being configured otherwise; with more it shows an error instead.
  static let maximumEdges = 500

  package init() {}

  package func write(_ document: GraphDocument) -> [UInt8] {
    var lines = document.headLines.map { "%% \(Self.escaped($0))" }
    lines.append("flowchart LR")
    appendNodes(of: document, to: &lines)
    for edge in document.edges {
      let arrow = edge.weight > 0 ? "-->|\(edge.weight)|" : "-.->"
      lines.append("  n\(edge.from) \(arrow) n\(edge.to)")
    }
    appendStyles(of: document, to: &lines)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
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
        lines.append("  subgraph m\(cluster)[\"\(Self.escaped(module))\"]")
        cluster += 1
      }
      for index in start..<end {
        let caption = Self.escaped(document.caption(of: document.nodes[index]))
        lines.append("\(isCluster ? "    " : "  ")n\(index)[\"\(caption)\"]")
      }
      if isCluster { lines.append("  end") }
      start = end
    }
  }

  private func appendStyles(of document: GraphDocument, to lines: inout [String]) {
    func appendClass(_ name: String, _ style: String, _ nodes: [Int]) {
      guard !nodes.isEmpty else { return }
      lines.append("  classDef \(name) \(style)")
      lines.append("  class \(nodes.map { "n\($0)" }.joined(separator: ",")) \(name)")
    }
    let nodes = document.nodes
    appendClass("folded", "stroke-dasharray:4", nodes.indices.filter { nodes[$0].folded > 0 })
    appendClass("cycle", "stroke:#c0392b,fill:#fdecea,color:#000", nodes.indices.filter { nodes[$0].cycle > 0 })
    appendClass("focus", "stroke-width:4px", nodes.indices.filter { nodes[$0].isFocus })
    let cyclic = document.edges.indices.filter { document.edges[$0].cycle > 0 }
    if !cyclic.isEmpty { lines.append("  linkStyle \(cyclic.map(String.init).joined(separator: ",")) stroke:#c0392b") }
  }

  /// Letters, digits, spaces and the few marks that act nowhere stay; so does what is beyond ASCII.
  private static func escaped(_ text: String) -> String {
    let scalars = Array(TerminalSanitizer.sanitized(text).unicodeScalars)
    // A number before these begins a Markdown list.
    let digits = scalars.prefix { ("0"..."9").contains($0) }.count
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let isPlain: Bool
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ",", "(": isPlain = true
      case "-", "+": isPlain = index > 0
      case ")": isPlain = index != digits
      // `www.` and `://` begin links.
      case ".": isPlain = index != digits && !endsWithWWW(scalars[..<index])
      case ":": isPlain = index + 1 < scalars.count && scalars[index + 1] != "/"
      case "/": isPlain = index == 0 || scalars[index - 1] != ":"
      default: isPlain = !scalar.isASCII
      }
      if isPlain { result.unicodeScalars.append(scalar) } else { result += "#\(scalar.value);" }
    }
    return result
  }

  private static func endsWithWWW(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.count >= 3 && scalars.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
  }
}
