/// An edge of a ``LevelGraph``, with its uses by kind.
struct LevelEdge: Sendable {
  /// Indices of nodes.
  var from: Int
  var to: Int
  /// Number of references.
  private(set) var weight = 0
  /// Number of uses by ``UseKind``, ascending; none is zero.
  private(set) var uses: [(kind: UInt8, count: Int)] = []

  init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }

  /// Adds uses of a kind.
  mutating func add(kind: UInt8, count: Int) {
    if UseKind.isReference(kind) { weight += count }
    let place = uses.firstIndex { $0.kind >= kind } ?? uses.count
    if place < uses.count, uses[place].kind == kind {
      uses[place].count += count
    } else {
      uses.insert((kind, count), at: place)
    }
  }
}
