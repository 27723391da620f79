/// What a symbol does at a place, or how two symbols relate there: bits of the index's own numbering.
package struct IndexRoles: OptionSet, Sendable, Hashable {
  package let rawValue: UInt64
  package init(rawValue: UInt64) { self.rawValue = rawValue }

  package static let declaration = IndexRoles(rawValue: 1 << 0)
  package static let definition = IndexRoles(rawValue: 1 << 1)
  package static let reference = IndexRoles(rawValue: 1 << 2)
  package static let read = IndexRoles(rawValue: 1 << 3)
  package static let write = IndexRoles(rawValue: 1 << 4)
  package static let call = IndexRoles(rawValue: 1 << 5)
  /// The compiler made it: no such name is written at the place.
  package static let implicit = IndexRoles(rawValue: 1 << 8)

  // Relations: the occurrence's symbol is … of the related symbol.
  package static let childOf = IndexRoles(rawValue: 1 << 9)
  package static let baseOf = IndexRoles(rawValue: 1 << 10)
  /// It overrides the related member or witnesses the related requirement.
  package static let overrideOf = IndexRoles(rawValue: 1 << 11)
  package static let extendedBy = IndexRoles(rawValue: 1 << 14)
}
