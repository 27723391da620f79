import Facts
package import Graph
package import Model
package import Rules

/// Finds calls whose argument labels fit none of the overloads that they can mean, where all of these are known.
///
/// The linker says so (``UnresolvedReason/noFittingArguments``).
package struct UnresolvedArgumentDetector: GraphDetector {
  package static let rule = RuleID("imaginary/unresolved-argument")

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    let inDocuments = graph.documents.contains { document in
      document.faults.contains { $0.reference.reason == .noFittingArguments }
    }
    guard inDocuments || graph.unresolvedReferences.contains(where: { $0.reason == .noFittingArguments }) else {
      return
    }
    guard !tables.isFormerLanguage else { return }
    let members = KnownMembers(of: graph)
    for reference in graph.unresolvedReferences where reference.reason == .noFittingArguments {
      guard let place = ImaginaryPlace(reference, in: graph) else { continue }
      add(place, reference, graph.files[Int(reference.file)].facts, members, to: &report)
    }
    for (index, document) in graph.documents.enumerated() {
      for fault in document.faults where fault.reference.reason == .noFittingArguments {
        guard let place = ImaginaryPlace(fault, inDocument: index, of: graph) else { continue }
        add(place, fault.reference, document.facts.blocks[fault.block].facts, members, to: &report)
      }
    }
  }

  private func add(
    _ place: ImaginaryPlace, _ reference: UnresolvedReference, _ facts: FileFacts, _ members: KnownMembers,
    to report: inout DefectReport
  ) {
    let written = Self.written(place.name, node: Int(reference.node), facts)
    let overloads = members.overloads(of: Int(reference.base))
    let nearest = NearestOverload.nearest(to: written, among: overloads)
    let hint = nearest.map { ": did you mean '\($0)'?" } ?? ""
    report.add(
      Defect(
        file: place.file, offset: place.offset, endOffset: place.endOffset, declaration: Int(reference.source),
        message: "no '\(place.name)' takes these arguments, '\(written)'\(hint)", confidence: place.confidence,
        severity: place.severity, identity: written))
  }

  /// The call as a full name: `move(from:to:)`; a trailing closure counts as an argument without label.
  private static func written(_ name: String, node: Int, _ facts: FileFacts) -> String {
    let tree = facts.tree
    var call = Int(tree[node].parent)
    if tree[call].kind == .specialization { call = Int(tree[call].parent) }
    guard tree[call].kind == .call else { return name }
    var labels = ""
    for child in tree.children(of: call).dropFirst() {
      switch tree[child].kind {
      case .argument:
        let label = facts.strings[tree[child].name]
        labels += (label.isEmpty ? "_" : label) + ":"
      case .closure: labels += "_:"
      default: break
      }
    }
    return "\(name)(\(labels))"
  }
}
