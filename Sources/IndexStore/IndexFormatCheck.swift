#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Proves a record's or unit's file sound before libIndexStore reads it: the library trusts what it reads, and a wrong
/// number in a file would end the whole process.
///
/// Source: the blocks and records of the index's format 5, as the files themselves show them.
enum IndexFormatCheck {
  private typealias Damage = BitstreamReader.Damage

  /// In bytes. A source of ten megabytes, more than is analysed, leaves a record of less.
  private static let largest = 64 << 20

  /// What is wrong with a record's file; nil where it is sound.
  static func recordDamage(path: String) -> String? {
    damage(path: path, magic: "IDXR") { bytes throws(Damage) in
      var check = RecordCheck()
      try BitstreamWalk.walk(bytes) { record throws(Damage) in try check.take(record, bytes) }
      try check.finish()
    }
  }

  /// What is wrong with a unit's file; nil where it is sound.
  static func unitDamage(path: String) -> String? {
    damage(path: path, magic: "IDXU") { bytes throws(Damage) in
      var check = UnitCheck()
      try BitstreamWalk.walk(bytes) { record throws(Damage) in try check.take(record) }
      try check.finish()
    }
  }

  private static func damage(
    path: String, magic: StaticString, _ body: (UnsafeRawBufferPointer) throws(Damage) -> Void
  ) -> String? {
    guard let bytes = contents(path) else { return "it is not there, too large, or may not be read" }
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, buffer.count >= 8, buffer.count % 4 == 0,
        memcmp(base, magic.utf8Start, 4) == 0
      else { return "it is not a file of the index, or cut short" }
      do throws(Damage) {
        try body(buffer)
        return nil
      } catch {
        return error.reason
      }
    }
  }

  private static func contents(_ path: String) -> [UInt8]? {
    // A pipe would keep whoever opens it waiting.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= largest else {
      return nil
    }
    let size = Int(status.st_size)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let got = read(descriptor, base + count, size - count)
        guard got > 0 else { break }
        count += got
      }
    }
  }

  /// The blocks of a record: symbols, where each of them begins, and their occurrences.
  private struct RecordCheck {
    private var hasVersion = false
    /// The first bit of each symbol.
    private var symbolStarts: [Int] = []
    private var hasOffsets = false
    private var hasOccurrences = false
    /// Which block of each kind it was that came first.
    private var ordinals: [UInt64: Int] = [:]

    mutating func take(_ record: BitstreamWalk.Record, _ bytes: UnsafeRawBufferPointer) throws(Damage) {
      guard ordinals[record.block, default: record.ordinal] == record.ordinal else {
        throw Damage(reason: "a block is there twice")
      }
      ordinals[record.block] = record.ordinal
      switch record.block {
      case 8: hasVersion = true
      case 9: try takeSymbol(record)
      case 10: try takeOffsets(record, bytes)
      case 11: try takeOccurrence(record)
      default: break
      }
    }

    func finish() throws(Damage) {
      guard hasVersion, symbolStarts.isEmpty || (hasOffsets && hasOccurrences) else {
        throw Damage(reason: "it is cut short")
      }
    }

    /// Kind, subkind, language, properties, roles, related roles, length of the name, length of the USR; the texts.
    private mutating func takeSymbol(_ record: BitstreamWalk.Record) throws(Damage) {
      guard !hasOffsets, record.code == 1, record.operands.count == 8, let blob = record.blob,
        record.operands[6] <= blob.count, record.operands[7] <= blob.count - Int(record.operands[6])
      else { throw Damage(reason: "a symbol is damaged") }
      symbolStarts.append(record.start)
    }

    /// The number of symbols; four bytes for each, its first bit.
    private mutating func takeOffsets(
      _ record: BitstreamWalk.Record, _ bytes: UnsafeRawBufferPointer
    ) throws(Damage) {
      guard record.code == 2, !hasOffsets, record.operands == [UInt64(symbolStarts.count)], let blob = record.blob,
        blob.count == symbolStarts.count * 4
      else { throw Damage(reason: "its list of symbols is damaged") }
      for (index, start) in symbolStarts.enumerated() {
        let offset = bytes.loadUnaligned(fromByteOffset: blob.lowerBound + index * 4, as: UInt32.self)
        guard Int(UInt32(littleEndian: offset)) == start else {
          throw Damage(reason: "its list of symbols is damaged")
        }
      }
      hasOffsets = true
    }

    /// The symbol, counted from 1, roles, line, column, number of relations; roles and symbol of each.
    private mutating func takeOccurrence(_ record: BitstreamWalk.Record) throws(Damage) {
      let operands = record.operands
      guard record.code == 3, hasOffsets, operands.count >= 5, isSymbol(operands[0]),
        operands[2] <= UInt32.max, operands[3] <= UInt32.max, operands[4] <= UInt64(operands.count),
        operands.count == 5 + 2 * Int(operands[4])
      else { throw Damage(reason: "an occurrence is damaged") }
      for index in stride(from: 6, to: operands.count, by: 2) where !isSymbol(operands[index]) {
        throw Damage(reason: "an occurrence is damaged")
      }
      hasOccurrences = true
    }

    private func isSymbol(_ number: UInt64) -> Bool { number >= 1 && number <= UInt64(symbolStarts.count) }
  }

  /// The blocks of a unit: what it is, what it depends on, and the texts of paths and modules, which others refer to.
  private struct UnitCheck {
    private var hasInfo = false
    private var pathCount: UInt64 = 0
    private var moduleCount: UInt64 = 0
    private var pathBytes: UInt64?
    private var moduleBytes: UInt64?
    /// The largest of each that was referred to.
    private var highestPath: UInt64 = 0
    private var highestModule: UInt64 = 0
    private var pathEnd: UInt64 = 0
    private var moduleEnd: UInt64 = 0

    mutating func take(_ record: BitstreamWalk.Record) throws(Damage) {
      let operands = record.operands
      let blob = UInt64(record.blob?.count ?? 0)
      switch (record.block, record.code) {
      case (9, 1): try takeInfo(operands, blob: blob)
      case (10, 2):
        guard operands.count >= 4 else { throw Damage(reason: "a dependency is damaged") }
        highestPath = max(highestPath, operands[2])
        highestModule = max(highestModule, operands[3])
      case (11, 3):
        guard operands.count >= 3 else { throw Damage(reason: "an include is damaged") }
        highestPath = max(highestPath, operands[0], operands[2])
      case (12, 4):
        guard operands.count == 5 else { throw Damage(reason: "a path is damaged") }
        pathCount += 1
        try reachPath(operands[1], operands[2])
        try reachPath(operands[3], operands[4])
      case (12, 5): pathBytes = blob
      case (13, 6):
        guard operands.count == 2 else { throw Damage(reason: "a module's name is damaged") }
        moduleCount += 1
        moduleEnd = max(moduleEnd, try Self.end(operands[0], operands[1]))
      case (13, 7): moduleBytes = blob
      case (8, _): break
      default: throw Damage(reason: "it holds something unknown")
      }
    }

    /// Whether it is the system's; offset and length of working folder, output file and system root in the paths; the
    /// main file's path, counted from 1; two marks; lengths of the module's name and of three more texts; the texts.
    private mutating func takeInfo(_ operands: [UInt64], blob: UInt64) throws(Damage) {
      guard operands.count == 14, operands[10...].allSatisfy({ $0 <= blob }), operands[10...].reduce(0, +) <= blob
      else { throw Damage(reason: "its description is damaged") }
      for index in [1, 3, 5] { try reachPath(operands[index], operands[index + 1]) }
      highestPath = max(highestPath, operands[7])
      hasInfo = true
    }

    private mutating func reachPath(_ offset: UInt64, _ length: UInt64) throws(Damage) {
      pathEnd = max(pathEnd, try Self.end(offset, length))
    }

    private static func end(_ offset: UInt64, _ length: UInt64) throws(Damage) -> UInt64 {
      let (end, overflow) = offset.addingReportingOverflow(length)
      guard !overflow else { throw Damage(reason: "a text lies outside") }
      return end
    }

    func finish() throws(Damage) {
      guard hasInfo, let pathBytes, let moduleBytes else { throw Damage(reason: "it is cut short") }
      guard pathEnd <= pathBytes, moduleEnd <= moduleBytes, highestPath <= pathCount, highestModule <= moduleCount
      else { throw Damage(reason: "a text lies outside") }
    }
  }
}
