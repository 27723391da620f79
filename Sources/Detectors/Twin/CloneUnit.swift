/// A statement, member, declaration or switch case: the smallest thing that a clone consists of.
///
/// Clones are runs of neighbouring units, so that what is reported is whole and can be cut out by a person.
struct CloneUnit: Sendable, Equatable {
  /// Hash of the unit's tokens with every name and literal replaced by its kind. Equal for type-2 clones.
  var shape: UInt64
  /// Hash of the unit's tokens as written. Equal for type-1 clones.
  var text: UInt64
  /// Rank of the unit's file by path.
  var file: UInt32
  /// Index of the unit's node in the file's tree.
  var node: UInt32
  /// Tokens that count towards the minimum: those of declarative parts do not.
  var weight: UInt32
  /// Whether the unit is no neighbour of the one before it in the array.
  var startsList: Bool
}
