/// What one compilation saw in one file: symbols and where they occur.
package struct IndexRecord: Sendable, Equatable {
  /// One place where a symbol occurs.
  package struct Occurrence: Sendable, Equatable {
    /// Counted from 1; 0 where the place is not known.
    package var line: UInt32
    /// In UTF-8 bytes, counted from 1.
    package var column: UInt32
    /// Index in ``IndexRecord/symbols``.
    package var symbol: Int32
    package var roles: IndexRoles
    /// Index in ``IndexRecord/relations`` of its first relation; they end where the next occurrence's begin.
    package var firstRelation: Int32
  }

  /// How an occurrence's symbol relates to another one.
  package struct Relation: Sendable, Equatable {
    package var roles: IndexRoles
    /// Index in ``IndexRecord/symbols``.
    package var symbol: Int32
  }

  package var symbols: [IndexSymbol] = []
  /// In the record's order: by line and column.
  package var occurrences: [Occurrence] = []
  package var relations: [Relation] = []

  package init() {}

  /// The relations of the occurrence at an index.
  package func relations(ofOccurrence index: Int) -> ArraySlice<Relation> {
    let start = Int(occurrences[index].firstRelation)
    let next = index + 1
    let end = next < occurrences.count ? Int(occurrences[next].firstRelation) : relations.count
    return relations[start..<end]
  }
}
