import Facts
package import Graph
import Reports

/// Every reference of a graph as tab-separated values: what it names, or why nothing, so that anyone can compare with a
/// truth of their own.
///
/// One line a reference, by file and place in the file's tree; a line for the header. Tabs, line ends, backslashes and
/// other characters that could change the table or a terminal are written as escapes: `\t`, `\n`, `\r`, `\\`, `\u{7}`.
package struct ReferenceTable: Sendable {
  private let graph: CodeGraph
  /// For each file the index of its first reference, resolved and not; one more at the end.
  private let resolvedStarts: [Int]
  private let unresolvedStarts: [Int]

  package init(graph: CodeGraph) {
    self.graph = graph
    resolvedStarts = Self.starts(graph.references.map(\.file), fileCount: graph.files.count)
    unresolvedStarts = Self.starts(graph.unresolvedReferences.map(\.file), fileCount: graph.files.count)
  }

  /// The names of the columns.
  package static let header =
    "path\tline\tcolumn\tname\trole\tconfidence\ttarget path\ttarget line\ttarget column\treason\n"

  /// The lines of one file. `line` and `column` count from 1, columns in UTF-8 bytes; `confidence` is in percent.
  package func rows(ofFile file: Int) -> String {
    var rows = ""
    var resolved = resolvedStarts[file]
    var unresolved = unresolvedStarts[file]
    while resolved < resolvedStarts[file + 1] || unresolved < unresolvedStarts[file + 1] {
      let isResolvedNext =
        unresolved == unresolvedStarts[file + 1]
        || (resolved < resolvedStarts[file + 1]
          && graph.references[resolved].node <= graph.unresolvedReferences[unresolved].node)
      if isResolvedNext {
        append(graph.references[resolved], to: &rows)
        resolved += 1
      } else {
        append(graph.unresolvedReferences[unresolved], to: &rows)
        unresolved += 1
      }
    }
    return rows
  }

  private static func starts(_ files: [Int32], fileCount: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: fileCount + 1)
    for file in files { starts[Int(file) + 1] += 1 }
    for index in 0..<fileCount { starts[index + 1] += starts[index] }
    return starts
  }

  private func append(_ reference: Reference, to rows: inout String) {
    let target = Int(reference.target)
    let file = graph.file(ofDeclaration: target)
    let position = file.facts.position(ofToken: Int(graph.declaration(target).nameToken))
    appendPlace(file: reference.file, node: reference.node, role: reference.role, to: &rows)
    rows += "\(reference.confidence)\t\(Self.escaped(file.path))\t\(position.line)\t\(position.column)\t\n"
  }

  private func append(_ reference: UnresolvedReference, to rows: inout String) {
    appendPlace(file: reference.file, node: reference.node, role: reference.role, to: &rows)
    rows += "\t\t\t\t\(reference.reason.word)\n"
  }

  private func appendPlace(file: Int32, node: UInt32, role: ReferenceRole, to rows: inout String) {
    let file = graph.files[Int(file)]
    let facts = file.facts
    let token =
      ReferenceSites.token(ofNode: Int(node), tree: facts.tree) ?? Int(facts.tree[Int(node)].firstToken)
    let position = facts.position(ofToken: token)
    let name = token < facts.tokens.count ? facts.strings[facts.tokens.texts[token]] : ""
    rows += "\(Self.escaped(file.path))\t\(position.line)\t\(position.column)\t\(Self.escaped(name))\t\(role.word)\t"
  }

  /// The text without characters that end a cell or a line, or that a terminal acts on.
  static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "\\" || TerminalSanitizer.isUnsafe($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\\": result += "\\\\"
      case _ where TerminalSanitizer.isUnsafe(scalar): result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
