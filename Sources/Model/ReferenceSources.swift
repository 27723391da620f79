/// Where references come from: from the compiler's index or from syntax alone.
///
/// It is a reading of two measures, `graph.references` and `graph.references.index`, so that whatever keeps measures keeps
/// it too.
package struct ReferenceSources: Sendable, Equatable {
  package enum Tier: String, Sendable {
    case syntax
    case index
    /// Some from each.
    case mixed
  }

  /// Number of references that the compiler resolved.
  package var index: Int
  /// Number of references resolved from syntax.
  package var syntax: Int

  package init(index: Int, syntax: Int) {
    self.index = index
    self.syntax = syntax
  }

  /// Nil where the measures are not there.
  package init?(metrics: [String: Double]) {
    guard let all = metrics["graph.references"].flatMap({ Int(exactly: $0) }),
      let index = metrics["graph.references.index"].flatMap({ Int(exactly: $0) })
    else { return nil }
    self.init(index: index, syntax: all - index)
  }

  package var tier: Tier { index == 0 ? .syntax : syntax == 0 ? .index : .mixed }
}
