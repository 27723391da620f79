import Facts
import Model

/// One numbering of names over all files: equal names of different files get equal numbers.
///
/// Only texts that serve as names are numbered (declarations, references, labels); token texts and comments are not.
struct GlobalNames: Sendable {
  /// For each file and each of its ``StringID``s the global number; -1 for a text that is no name.
  private(set) var numbers: [[Int32]] = []
  private var interner: StringInterner

  init(files: [FileFacts], workers: Int) {
    interner = StringInterner(expectedCount: files.count * 64)
    number(files, workers: workers) { _ in nil }
  }

  /// Keeps the numbers that are given already; `earlier` tells for each file which of the files of `names` it equals.
  init(files: [FileFacts], extending names: GlobalNames, workers: Int, earlier: (Int) -> Int?) {
    interner = names.interner
    number(files, workers: workers) { earlier($0).map { names.numbers[$0] } }
  }

  private mutating func number(_ files: [FileFacts], workers: Int, known: (Int) -> [Int32]?) {
    let rows = files.indices.map(known)
    let usedNames = parallelMap(count: files.count, workers: workers) { index in
      rows[index] == nil ? Self.usedNames(files[index]) : []
    }
    numbers.reserveCapacity(files.count)
    for (index, used) in usedNames.enumerated() {
      if let row = rows[index] {
        numbers.append(row)
        continue
      }
      let strings = files[index].strings
      var row = [Int32](repeating: -1, count: strings.count)
      for id in used {
        row[Int(id)] = strings.withBytes(of: StringID(id)) { bytes in
          // `$name` and `_name` may be made of a variable `name`, which is looked up as if it were written.
          if bytes.count > 1, bytes[0] == UInt8(ascii: "$") || bytes[0] == UInt8(ascii: "_") {
            _ = interner.intern(UnsafeBufferPointer(rebasing: bytes.dropFirst()))
          }
          return Int32(bitPattern: interner.intern(bytes).index)
        }
      }
      numbers.append(row)
    }
  }

  /// The number of a name, which is given one where no file uses it.
  mutating func number(of name: String) -> Int32 { Int32(bitPattern: interner.intern(name).index) }

  /// How many numbers there are; every number lies below.
  var count: Int { interner.table.count }

  /// Calls `body` with the bytes of the name behind a number.
  func withBytes<Result>(_ number: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    interner.table.withBytes(of: StringID(UInt32(bitPattern: number)), body)
  }

  /// The number of a name that some file or the resolver uses; nil for any other.
  func existing(_ bytes: some Collection<UInt8>) -> Int32? {
    Array(bytes).withUnsafeBufferPointer { interner.existing($0) }.map { Int32(bitPattern: $0.index) }
  }

  private static func usedNames(_ facts: FileFacts) -> [UInt32] {
    var isUsed = [Bool](repeating: false, count: facts.strings.count)
    for node in facts.tree.nodes {
      switch node.kind {
      case .integerLiteral, .floatLiteral, .stringLiteral, .booleanLiteral: continue
      default: isUsed[Int(node.name.index)] = true
      }
    }
    for declaration in facts.declarations { isUsed[Int(declaration.name.index)] = true }
    var used: [UInt32] = []
    for index in 1..<max(1, isUsed.count) where isUsed[index] { used.append(UInt32(index)) }
    return used
  }
}
