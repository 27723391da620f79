package import Model

extension RuleCatalogue {
  /// The rule with that identifier, nil where there is none. Removed rules are found too.
  package static func rule(_ id: RuleID) -> Rule? {
    all.first { $0.id == id }
  }

  /// The rules of one class, in the catalogue's order.
  package static func rules(of defectClass: DefectClass) -> [Rule] {
    all.filter { $0.id.defectClass == defectClass }
  }

  /// The identifier that a misspelt one most likely means, nil where none is near.
  package static func nearest(to text: String) -> RuleID? {
    NearestName.nearest(to: text, among: all.map(\.id.text)).map { RuleID($0) }
  }
}
