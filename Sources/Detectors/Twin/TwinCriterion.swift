/// Which renamed clones are worth a person's time.
///
/// Code of one shape is often alike by the language's nature and not by copying: delegating overloads, coding
/// initialisers, assertions. Copied code keeps most of its names.
struct TwinCriterion: Sendable {
  /// Renamed clones need that many times the tokens of identical ones.
  static let renamedFactor = 1.5
  /// Share of the names that have to stay the same if the renaming is one to one.
  static let consistentShare = 0.6
  /// The same if it is not.
  static let inconsistentShare = 0.75

  /// The smallest share of names that any twins have in common.
  static let leastShare = min(consistentShare, inconsistentShare)

  var minimumTokens: Int
  var minimumLines: Int

  /// Whether two members belong together. `weight` is the members' size in tokens that count.
  func accepts(_ plane: MirrorPlane, weight: Int) -> Bool {
    if plane.isIdentical { return weight >= minimumTokens }
    guard Double(weight) >= Double(minimumTokens) * Self.renamedFactor else { return false }
    let share = plane.isConsistent ? Self.consistentShare : Self.inconsistentShare
    return Double(plane.sameNames) >= share * Double(plane.names)
  }
}
