/// Walks every block and record of an LLVM bitstream and hands the records out.
///
/// Source: the LLVM Bitcode File Format, "Bitstream Format". It knows nothing of what the records mean.
struct BitstreamWalk {
  typealias Damage = BitstreamReader.Damage

  /// A record as it stands in the stream.
  struct Record {
    /// Number of the block around it.
    var block: UInt64 = 0
    var code: UInt64 = 0
    /// Its first bit.
    var start = 0
    /// Without the code.
    var operands: [UInt64] = []
    /// The bytes at its end, as positions in the stream.
    var blob: Range<Int>?
  }

  private enum Encoding {
    case literal(UInt64)
    case fixed(Int)
    case variable(Int)
    case array
    case character
    case blob
  }

  private var reader: BitstreamReader
  /// Abbreviations that block 0 defines for others.
  private var shared: [UInt64: [[Encoding]]] = [:]
  private var record = Record()

  /// Walks the stream after its four bytes of magic. Throws what is wrong with it.
  static func walk(
    _ bytes: UnsafeRawBufferPointer, _ visit: (Record) throws(Damage) -> Void
  ) throws(Damage) {
    var walk = BitstreamWalk(reader: BitstreamReader(bytes))
    try walk.reader.skip(toBit: 32)
    while walk.reader.position < walk.reader.bitCount {
      guard try walk.reader.fixed(2) == 1 else { throw Damage(reason: "something stands outside of its blocks") }
      try walk.enterBlock(depth: 0, visit)
    }
  }

  private init(reader: BitstreamReader) { self.reader = reader }

  private mutating func enterBlock(depth: Int, _ visit: (Record) throws(Damage) -> Void) throws(Damage) {
    guard depth < 8 else { throw Damage(reason: "its blocks are nested too deeply") }
    let block = try reader.variable(8)
    let width = Int(try reader.variable(4))
    try reader.alignToWord()
    let end = reader.position + 32 + Int(try reader.fixed(32)) * 32
    guard (2...32).contains(width), end <= reader.bitCount else { throw Damage(reason: "it is cut short") }
    var abbreviations = shared[block] ?? []
    var described: UInt64?
    while true {
      let start = reader.position
      switch try reader.fixed(width) {
      case 0:
        try reader.alignToWord()
        guard reader.position == end else { throw Damage(reason: "a block does not end where it says") }
        return
      case 1: try enterBlock(depth: depth + 1, visit)
      case 2:
        let abbreviation = try readAbbreviation()
        if block != 0 {
          abbreviations.append(abbreviation)
        } else if let described {
          shared[described, default: []].append(abbreviation)
        }
      case 3:
        try readUnabbreviated()
        if block == 0, record.code == 1 { described = record.operands.first }
        try handOut(block, start, visit)
      case let number:
        guard number - 4 < abbreviations.count else { throw Damage(reason: "a record has no form") }
        try readRecord(abbreviations[Int(number - 4)])
        try handOut(block, start, visit)
      }
    }
  }

  private mutating func handOut(
    _ block: UInt64, _ start: Int, _ visit: (Record) throws(Damage) -> Void
  ) throws(Damage) {
    guard block != 0 else { return }
    record.block = block
    record.start = start
    try visit(record)
  }

  private mutating func readAbbreviation() throws(Damage) -> [Encoding] {
    let count = try reader.count(5, each: 2)
    var encodings: [Encoding] = []
    while encodings.count < count {
      if try reader.fixed(1) == 1 {
        encodings.append(.literal(try reader.variable(8)))
        continue
      }
      switch try reader.fixed(3) {
      case 1:
        let width = try reader.variable(5)
        guard width <= 64 else { throw Damage(reason: "a number has no width") }
        encodings.append(.fixed(Int(width)))
      case 2:
        let width = try reader.variable(5)
        // The library reads a width of no bits as no number at all.
        guard width == 0 || (2...32).contains(width) else { throw Damage(reason: "a number has no width") }
        encodings.append(width == 0 ? .literal(0) : .variable(Int(width)))
      case 3: encodings.append(.array)
      case 4: encodings.append(.character)
      case 5: encodings.append(.blob)
      default: throw Damage(reason: "a record has no form")
      }
    }
    return encodings
  }

  private mutating func readUnabbreviated() throws(Damage) {
    record.blob = nil
    record.code = try reader.variable(6)
    let count = try reader.count(6, each: 6)
    record.operands.removeAll(keepingCapacity: true)
    for _ in 0..<count { record.operands.append(try reader.variable(6)) }
  }

  private mutating func readRecord(_ encodings: [Encoding]) throws(Damage) {
    record.blob = nil
    record.operands.removeAll(keepingCapacity: true)
    var index = 0
    while index < encodings.count {
      switch encodings[index] {
      case .array:
        guard index == encodings.count - 2 else { throw Damage(reason: "a record has no form") }
        let element = encodings[index + 1]
        let count = try reader.count(6, each: 1)
        for _ in 0..<count { record.operands.append(try readNumber(element)) }
        index += 1
      case .blob:
        guard index == encodings.count - 1 else { throw Damage(reason: "a record has no form") }
        let count = try reader.count(6, each: 8)
        try reader.alignToWord()
        record.blob = try reader.bytes(count)
        try reader.alignToWord()
      case let encoding: record.operands.append(try readNumber(encoding))
      }
      index += 1
    }
    guard !record.operands.isEmpty else { throw Damage(reason: "a record has no form") }
    record.code = record.operands.removeFirst()
  }

  private mutating func readNumber(_ encoding: Encoding) throws(Damage) -> UInt64 {
    switch encoding {
    case .literal(let value): return value
    case .fixed(let width): return try reader.fixed(width)
    case .variable(let width): return try reader.variable(width)
    case .character: return try reader.fixed(6)
    case .array, .blob: throw Damage(reason: "a record has no form")
    }
  }
}
