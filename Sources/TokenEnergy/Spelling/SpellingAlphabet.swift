/// The binary decisions by which a symbol is spelled: a code tree over the end symbol and the 256 bytes.
///
/// The root decides end or byte, the next node small letter or not; below, each kind of byte has a Huffman tree
/// (Huffman 1952) over rough letter ranks, so that a letter costs about five decisions instead of eight. Symbols are
/// numbered by their place in the tree (*rank*): every subtree is a range of ranks.
struct SpellingAlphabet: Sendable {
  /// Rank of the end symbol.
  static let end: UInt16 = 0
  /// End and 256 bytes.
  static let symbols = 257
  /// Decisions of the tree: one fewer than symbols.
  static let nodeCount = 256

  /// One decision. Ranks below `middle` go left (bit 0).
  struct Node {
    var middle: UInt16 = 0
    /// First rank of the subtree, and the one after its last.
    var low: UInt16 = 0
    var high: UInt16 = 0
    /// What it decides, which selects mixing weights: 0 the end, 1 the kind of byte, 2 the byte of a kind.
    var kind: UInt8 = 2
    /// Children: a node ≥ 0, or −1 − rank.
    var left: Int16 = 0
    var right: Int16 = 0
  }

  /// The decisions; the root is the first.
  private(set) var nodes = [Node](repeating: Node(), count: SpellingAlphabet.nodeCount)
  /// Rank of each byte.
  private(set) var rank = [UInt16](repeating: 0, count: 256)
  /// Path of each rank from the root, left-aligned: a bit a decision, 1 for right.
  private(set) var codes = [UInt32](repeating: 0, count: SpellingAlphabet.symbols)
  /// Decisions of each rank.
  private(set) var depths = [UInt8](repeating: 0, count: SpellingAlphabet.symbols)
  /// A class's count of permitted first ranks below each rank; 258 a class.
  private(set) var permitted: [UInt16] = []

  static let shared = SpellingAlphabet()

  private indirect enum Tree {
    case leaf(UInt8)
    case branch(Tree, Tree)
  }

  private init() {
    let order = Array("etaoinsrlcdupmhgfybvwkxqjz".utf8)
    let small = Self.huffman(order, base: 12_000)
    let capital = Self.huffman(order.map { $0 - 32 }, base: 3_000)
    let digit = Self.huffman(Array("0123456789".utf8), base: 800)
    let signs = Array(" .-_/:,()\"'=\\+$`\n<>%*[]{}@&?!;#|^~\t\r".utf8)
    let rest = (UInt8(0)...127).filter { !Self.isAlphanumeric($0) && !signs.contains($0) }
    let other = Self.huffman(signs + rest, base: 2_000)
    let upperHalf = Self.huffman(Array(UInt8(128)...255), base: 50)
    let unusual = Tree.branch(upperHalf, .branch(digit, .branch(other, capital)))
    var nextNode = 1
    var nextRank: UInt16 = 1
    let below = number(.branch(unusual, small), &nextNode, &nextRank)
    nodes[0] = Node(middle: 1, low: 0, high: UInt16(Self.symbols), kind: 0, left: -1, right: below)
    for symbol in codes.indices { (codes[symbol], depths[symbol]) = path(UInt16(symbol)) }
    for spelledClass in 0..<SpellingClass.count { permitted += permittedRanks(UInt8(spelledClass)) }
  }

  /// The decisions to a rank. Beyond the 32nd they would be lost; there are none.
  private func path(_ symbol: UInt16) -> (code: UInt32, depth: UInt8) {
    var code: UInt32 = 0
    var bit: UInt32 = 1 << 31
    var depth: UInt8 = 0
    var node = 0
    while node >= 0 {
      let isRight = symbol >= nodes[node].middle
      if isRight { code |= bit }
      bit >>= 1
      depth += 1
      node = Int(isRight ? nodes[node].right : nodes[node].left)
    }
    return (code, depth)
  }

  /// Numbers a subtree from the left; returns how its parent names it.
  private mutating func number(_ tree: Tree, _ node: inout Int, _ next: inout UInt16) -> Int16 {
    switch tree {
    case .leaf(let byte):
      rank[Int(byte)] = next
      next += 1
      return -Int16(next)
    case .branch(let first, let second):
      let own = node
      node += 1
      let low = next
      let left = number(first, &node, &next)
      let middle = next
      let right = number(second, &node, &next)
      let kind: UInt8 = Self.kindOf(first) != Self.kindOf(second) ? 1 : 2
      nodes[own] = Node(middle: middle, low: low, high: next, kind: kind, left: left, right: right)
      return Int16(own)
    }
  }

  /// Letter kinds of a tree's first leaf: used to see whether a node parts kinds.
  private static func kindOf(_ tree: Tree) -> UInt8 {
    switch tree {
    case .leaf(let byte): SpellingContext.byteKind(byte) &+ (byte >= 128 ? 8 : 0)
    case .branch(let first, _): kindOf(first)
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
  }

  /// A Huffman tree of bytes with weights base ⁄ (place + 2); ties go to the earlier made.
  private static func huffman(_ bytes: [UInt8], base: Int) -> Tree {
    var pool = bytes.enumerated().map { (weight: base * 64 / ($0.offset + 2), tree: Tree.leaf($0.element)) }
    while pool.count > 1 {
      let first = takeLightest(&pool)
      let second = takeLightest(&pool)
      pool.append((first.weight + second.weight, .branch(first.tree, second.tree)))
    }
    return pool[0].tree
  }

  private static func takeLightest(_ pool: inout [(weight: Int, tree: Tree)]) -> (weight: Int, tree: Tree) {
    var best = 0
    for index in pool.indices where pool[index].weight < pool[best].weight { best = index }
    return pool.remove(at: best)
  }

  private func permittedRanks(_ spelledClass: UInt8) -> [UInt16] {
    var mask = [UInt16](repeating: 0, count: Self.symbols + 1)
    for byte in UInt8.min...UInt8.max where SpellingClass.permits(byte, first: spelledClass) {
      mask[Int(rank[Int(byte)]) + 1] = 1
    }
    for index in 1..<mask.count { mask[index] += mask[index - 1] }
    return mask
  }
}

/// The classes of tokens: a partition by text and whether the text stands inside a string literal.
package enum SpellingClass {
  package static let lower: UInt8 = 0
  package static let upper: UInt8 = 1
  package static let number: UInt8 = 2
  package static let segment: UInt8 = 3
  package static let punctuation: UInt8 = 4
  package static let keyword: UInt8 = 5
  static let count = 6

  /// Whether the class tells of the first byte.
  static func isMasked(_ spelledClass: UInt8) -> Bool { spelledClass != segment && spelledClass != keyword }

  /// Whether a text of the class may begin with the byte. Segments and keywords may begin with any.
  package static func permits(_ byte: UInt8, first spelledClass: UInt8) -> Bool {
    let isUpper = byte >= 65 && byte <= 90
    let isDigit = byte >= 48 && byte <= 57
    let isLower = (byte >= 97 && byte <= 122) || byte == 95 || byte == 36 || byte == 96 || byte >= 128
    switch spelledClass {
    case lower: return isLower
    case upper: return isUpper
    case number: return isDigit
    case punctuation: return !isUpper && !isDigit && !isLower
    default: return true
    }
  }
}
