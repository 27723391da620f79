import Facts
package import Graph
package import Model
package import Rules

/// Finds imports of which a file uses nothing.
///
/// Says so only where every name in the file that could come from the module is known to come from elsewhere. Imports
/// under a condition, re-exports, files that only import, and files with macros of which nobody knows what they write are
/// left alone; so are files that a program wrote or that were read in part only.
package struct UnusedImportDetector: GraphDetector {
  package static let rule = RuleID("interstitial/unused-import")

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    var search = UnusedImports(of: graph, tables)
    for file in graph.files.indices {
      for unused in search.find(inFile: file) { report.add(defect(unused, inFile: file, of: graph)) }
    }
  }

  private func defect(_ unused: UnusedImports.Unused, inFile file: Int, of graph: CodeGraph) -> Defect {
    let facts = graph.files[file].facts
    let item = facts.imports[unused.importIndex]
    let name = facts.strings[item.module]
    let token = Int(facts.tree[Int(item.node)].nameToken)
    return Defect(
      file: file, offset: facts.tokens.offsets[token], endOffset: facts.endOffset(ofToken: token), declaration: -1,
      message: "the file uses nothing of '\(name)', which it imports", confidence: unused.confidence, identity: name)
  }
}
