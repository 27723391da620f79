/// What a ``Node`` has in common with many others: its kind, its flags and its small differences to what stands before
/// it, packed into 25 bits.
///
/// A file has some tens of distinct shapes and many hundred nodes, so the coded tree lists each shape once, where it
/// first occurs, and names it by number from then on. A field at its limit says that the true value follows.
struct NodeShape: Equatable {
  /// How a node's name and name token are told.
  enum Naming {
    /// No name; the name token is the first token.
    static let none: UInt32 = 0
    /// 1...5: the name is the text of the token `naming - 1` behind the first one.
    static let lastNear: UInt32 = 5
    /// The name is the text of a token whose distance follows.
    static let far: UInt32 = 6
    /// The name token and the name follow.
    static let explicit: UInt32 = 7
  }

  static let stepLimit: UInt32 = 7
  /// Spans of 1...3 tokens are part of the shape; 0 says that the span follows.
  static let spanLimit: UInt32 = 3

  /// Kind in the low eight bits, then step (3), naming (3), leaf (1), span (2) and flags (8): shapes without flags have
  /// small numbers.
  var bits: UInt32

  @inline(__always)
  init(bits: UInt32) { self.bits = bits }

  /// - Parameters:
  ///   - step: Tokens from the previous node's first token to this one's, at most ``stepLimit``.
  ///   - naming: One of ``Naming``.
  ///   - size: Nodes of the subtree.
  ///   - span: Tokens of the node.
  @inline(__always)
  init(kind: NodeKind, flags: NodeFlags, step: UInt32, naming: UInt32, size: UInt32, span: UInt32) {
    bits =
      UInt32(kind.rawValue) | step << 8 | naming << 11 | (size == 1 ? 1 : 0) << 14
      | (span <= Self.spanLimit ? span : 0) << 15 | UInt32(flags.rawValue) << 17
  }

  /// Bits that no shape has.
  static let unused: UInt32 = ~0 << 25

  @inline(__always) var kind: NodeKind? { NodeKind(rawValue: UInt8(truncatingIfNeeded: bits)) }
  @inline(__always) var flags: NodeFlags { NodeFlags(rawValue: UInt8(truncatingIfNeeded: bits >> 17)) }
  @inline(__always) var step: UInt32 { bits >> 8 & 7 }
  @inline(__always) var naming: UInt32 { bits >> 11 & 7 }
  @inline(__always) var isLeaf: Bool { bits >> 14 & 1 == 1 }
  @inline(__always) var span: UInt32 { bits >> 15 & 3 }
}

/// The shapes met so far in one file, for the encoder: an open-addressed table from shape to number.
struct NodeShapeTable {
  /// Shape plus one in the high half, its number in the low half; 0 for an empty slot.
  private var slots: [UInt64]
  private var count: UInt32 = 0

  init() { slots = [UInt64](repeating: 0, count: 256) }

  /// The shape's number, and whether it is new.
  @inline(__always)
  mutating func number(of shape: NodeShape) -> (number: UInt32, isNew: Bool) {
    let mask = slots.count - 1
    var slot = Int((shape.bits &* 0x9e37_79b1) >> 12) & mask
    let key = (UInt64(shape.bits) + 1) << 32
    while true {
      let entry = slots[slot]
      if entry >> 32 == key >> 32 { return (UInt32(truncatingIfNeeded: entry), false) }
      if entry == 0 { break }
      slot = (slot + 1) & mask
    }
    slots[slot] = key | UInt64(count)
    count += 1
    if Int(count) * 2 > slots.count { grow() }
    return (count - 1, true)
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for entry in old where entry != 0 {
      let bits = UInt32(truncatingIfNeeded: entry >> 32) &- 1
      var slot = Int((bits &* 0x9e37_79b1) >> 12) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }
}
