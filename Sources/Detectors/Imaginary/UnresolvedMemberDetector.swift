package import Graph
package import Model
package import Rules

/// Finds members that a type of the repository does not have, where all that it can have is known.
///
/// The linker says so (``UnresolvedReason/noMember``); types that inherit from the unknown, look members up dynamically
/// or carry a macro never come here.
package struct UnresolvedMemberDetector: GraphDetector {
  package static let rule = RuleID("imaginary/unresolved-member")

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    guard graph.unresolvedReferences.contains(where: { $0.reason == .noMember }) else { return }
    let members = KnownMembers(of: graph)
    var names: [Int32: [String]] = [:]
    for reference in graph.unresolvedReferences where reference.reason == .noMember {
      guard let place = ImaginaryPlace(reference, in: graph) else { continue }
      let known = names[reference.base] ?? members.names(of: Int(reference.base))
      names[reference.base] = known
      let type = graph.qualifiedName(Int(reference.base))
      let hint =
        NearestName.nearest(to: place.name, among: known.filter { $0 != place.name })
        .map { ": did you mean '\($0)'?" } ?? ", nor anything of a name like it"
      report.add(
        Defect(
          file: Int(reference.file), offset: place.offset, endOffset: place.endOffset,
          declaration: Int(reference.source), message: "'\(type)' has no member '\(place.name)'\(hint)",
          confidence: place.confidence, identity: "\(type).\(place.name)"))
    }
  }
}
