package import Graph
package import Model
package import Rules

/// Finds members that a type of the repository or the standard library does not have, where all that it can have is
/// known.
///
/// The linker says so (``UnresolvedReason/noMember``, ``CodeGraph/absences``); types that inherit from the unknown, look members up dynamically
/// or carry a macro never come here.
package struct UnresolvedMemberDetector: GraphDetector {
  package static let rule = RuleID("imaginary/unresolved-member")

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    let absences = graph.absences
    let inDocuments = graph.documents.contains { !$0.faults.isEmpty }
    guard inDocuments || !absences.isEmpty || graph.unresolvedReferences.contains(where: { $0.reason == .noMember })
    else { return }
    guard !tables.isFormerLanguage else { return }
    let members = KnownMembers(of: graph)
    var names: [Int32: [String]] = [:]
    var next = 0
    for reference in graph.unresolvedReferences {
      if reference.reason == .noMember, let place = ImaginaryPlace(reference, in: graph) {
        let known = names[reference.base] ?? members.names(of: Int(reference.base))
        names[reference.base] = known
        add(place, reference, of: graph.qualifiedName(Int(reference.base)), known, to: &report)
      }
      // Both are sorted by file, then node.
      while next < absences.count, (absences[next].file, absences[next].node) < (reference.file, reference.node) {
        next += 1
      }
      guard reference.reason == .external, next < absences.count,
        (absences[next].file, absences[next].node) == (reference.file, reference.node),
        let place = ImaginaryPlace(reference, in: graph)
      else { continue }
      add(place, reference, of: absences[next].type, absences[next].names, to: &report)
    }
    for (index, document) in graph.documents.enumerated() {
      for fault in document.faults where fault.reference.reason != .noFittingArguments {
        guard let place = ImaginaryPlace(fault, inDocument: index, of: graph) else { continue }
        if let absence = fault.absence {
          add(place, fault.reference, of: absence.type, absence.names, to: &report)
        } else {
          let base = Int(fault.reference.base)
          add(place, fault.reference, of: graph.qualifiedName(base), members.names(of: base), to: &report)
        }
      }
    }
  }

  private func add(
    _ place: ImaginaryPlace, _ reference: UnresolvedReference, of type: String, _ known: [String],
    to report: inout DefectReport
  ) {
    // Of equally near names the one of the same case and length is meant more likely.
    let first = place.name.first?.isUppercase
    let ordered = known.filter { $0 != place.name }.sorted { left, right in
      func rank(_ name: String) -> (Int, Int, String) {
        (name.first?.isUppercase == first ? 0 : 1, abs(name.utf8.count - place.name.utf8.count), name)
      }
      return rank(left) < rank(right)
    }
    let hint =
      NearestName.nearest(to: place.name, among: ordered).map { ": did you mean '\($0)'?" }
      ?? ", nor anything of a name like it"
    report.add(
      Defect(
        file: place.file, offset: place.offset, endOffset: place.endOffset,
        declaration: Int(reference.source), message: "'\(type)' has no member '\(place.name)'\(hint)",
        confidence: place.confidence, severity: place.severity, identity: "\(type).\(place.name)"))
  }
}
