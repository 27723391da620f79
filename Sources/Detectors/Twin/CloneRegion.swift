/// One place of a clone: a run of neighbouring units of a file.
struct CloneRegion: Sendable, Equatable {
  /// Rank of the file by path.
  var file: Int
  /// Index of the first unit.
  var firstUnit: Int
  /// Number of units.
  var count: Int
  /// First token, and the one behind the last.
  var tokens: Range<Int>

  /// Whether all of the other region, of the same file, lies within this one.
  func holds(_ other: CloneRegion) -> Bool {
    tokens.lowerBound <= other.tokens.lowerBound && tokens.upperBound >= other.tokens.upperBound
  }

  /// Whether at least half of the other region, of the same file, lies within this one.
  func covers(_ other: CloneRegion) -> Bool {
    tokens.clamped(to: other.tokens).count * 2 >= other.tokens.count
  }
}

/// Regions that are clones of each other, sorted by path and place, and how each relates to the first.
struct CloneGroup: Sendable {
  var regions: [CloneRegion]
  /// For each region its relation to the first; the first one's to itself is left out.
  var relations: [MirrorPlane]
  /// Tokens of the first member, or of the longest of the groups that this one took in.
  var tokens: Int

  /// Whether all members have the same text: clones of type 1.
  var isIdentical: Bool { relations.allSatisfy(\.isIdentical) }
  /// Whether names map one to one between the first member and each other.
  var isConsistent: Bool { relations.allSatisfy(\.isConsistent) }
}
