/// Walks every block and record of an LLVM bitstream and hands the records out.
///
/// Source: the LLVM Bitcode File Format, "Bitstream Format". It knows nothing of what the records mean. It takes less
/// than the format allows, what the index's writers use of it: blocks stand side by side, and a block's abbreviations
/// before its records, where readers that jump into a block expect them.
struct BitstreamWalk {
  typealias Damage = BitstreamReader.Damage

  /// A record as it stands in the stream.
  struct Record {
    /// Number of the kind of block around it.
    var block: UInt64 = 0
    /// How many blocks began before that one.
    var ordinal = 0
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
  private var blockCount = 0

  /// More numbers than any record has that says something about code.
  private static let operandLimit = 1 << 20

  /// Walks the stream after its four bytes of magic. Throws what is wrong with it.
  static func walk(
    _ bytes: UnsafeRawBufferPointer, _ visit: (Record) throws(Damage) -> Void
  ) throws(Damage) {
    var walk = BitstreamWalk(reader: BitstreamReader(bytes))
    try walk.reader.skip(toBit: 32)
    while walk.reader.position < walk.reader.bitCount {
      guard try walk.reader.fixed(2) == 1 else { throw Damage(reason: "something stands outside of its blocks") }
      try walk.enterBlock(visit)
    }
  }

  private init(reader: BitstreamReader) { self.reader = reader }

  private mutating func enterBlock(_ visit: (Record) throws(Damage) -> Void) throws(Damage) {
    let block = try reader.variable(8)
    let width = Int(try reader.variable(4))
    try reader.alignToWord()
    let words = Int(try reader.fixed(32))
    let end = reader.position + words * 32
    guard (2...32).contains(width), end <= reader.bitCount else { throw Damage(reason: "it is cut short") }
    record.block = block
    record.ordinal = blockCount
    blockCount += 1
    if block == 0 {
      try readShared(width: width)
    } else {
      try readRecords(width: width, abbreviations: shared[block] ?? [], visit)
    }
    guard reader.position == end else { throw Damage(reason: "a block does not end where it says") }
  }

  /// Reads the block that defines abbreviations for others.
  private mutating func readShared(width: Int) throws(Damage) {
    var described: UInt64?
    while true {
      switch try reader.fixed(width) {
      case 0: return try reader.alignToWord()
      case 2:
        let abbreviation = try readAbbreviation()
        guard let described else { throw Damage(reason: "a record's form is of no block") }
        shared[described, default: []].append(abbreviation)
      case 3:
        try readUnabbreviated()
        if record.code == 1 { described = record.operands.first }
      default: throw Damage(reason: "a record has no form")
      }
    }
  }

  private mutating func readRecords(
    width: Int, abbreviations known: [[Encoding]], _ visit: (Record) throws(Damage) -> Void
  ) throws(Damage) {
    var abbreviations = known
    var hasRecords = false
    while true {
      record.start = reader.position
      switch try reader.fixed(width) {
      case 0: return try reader.alignToWord()
      case 1: throw Damage(reason: "a block stands inside of another")
      case 2:
        guard !hasRecords else { throw Damage(reason: "a record's form follows records") }
        abbreviations.append(try readAbbreviation())
        continue
      case 3: try readUnabbreviated()
      case let number:
        guard number - 4 < abbreviations.count else { throw Damage(reason: "a record has no form") }
        try readRecord(abbreviations[Int(number - 4)])
      }
      hasRecords = true
      try visit(record)
    }
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
        guard width <= 32 else { throw Damage(reason: "a number has no width") }
        // The library reads a width of no bits as no number at all.
        encodings.append(width == 0 ? .literal(0) : .fixed(Int(width)))
      case 2:
        let width = try reader.variable(5)
        guard width == 0 || (2...32).contains(width) else { throw Damage(reason: "a number has no width") }
        encodings.append(width == 0 ? .literal(0) : .variable(Int(width)))
      case 3: encodings.append(.array)
      case 4: encodings.append(.character)
      case 5: encodings.append(.blob)
      default: throw Damage(reason: "a record has no form")
      }
    }
    try check(encodings)
    return encodings
  }

  /// A record begins with a number, its code; an array is the last but one, of numbers that take room, a blob the last.
  private func check(_ encodings: [Encoding]) throws(Damage) {
    for (index, encoding) in encodings.enumerated() {
      let isFine =
        switch encoding {
        case .literal: index == 0 || !Self.isArray(encodings[index - 1])
        case .fixed, .variable, .character: true
        case .array: index > 0 && index == encodings.count - 2
        case .blob: index > 0 && index == encodings.count - 1 && !Self.isArray(encodings[index - 1])
        }
      guard isFine else { throw Damage(reason: "a record has no form") }
    }
  }

  private static func isArray(_ encoding: Encoding) -> Bool {
    if case .array = encoding { true } else { false }
  }

  private mutating func readUnabbreviated() throws(Damage) {
    record.blob = nil
    record.code = try reader.variable(6)
    let count = try reader.count(6, each: 6)
    guard count <= Self.operandLimit else { throw Damage(reason: "a record is too long") }
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
        let element = encodings[index + 1]
        let count = try reader.count(6, each: 1)
        guard count <= Self.operandLimit else { throw Damage(reason: "a record is too long") }
        for _ in 0..<count { record.operands.append(try readNumber(element)) }
        index += 1
      case .blob:
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
