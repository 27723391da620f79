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
    let usedNames = parallelMap(count: files.count, workers: workers) { Self.usedNames(files[$0]) }
    interner = StringInterner(expectedCount: files.count * 64)
    numbers.reserveCapacity(files.count)
    for (facts, used) in zip(files, usedNames) {
      let strings = facts.strings
      var row = [Int32](repeating: -1, count: strings.count)
      for id in used {
        row[Int(id)] = strings.withBytes(of: StringID(id)) { Int32(bitPattern: interner.intern($0).index) }
      }
      numbers.append(row)
    }
  }

  /// The number of a name, which is given one where no file uses it.
  mutating func number(of name: String) -> Int32 { Int32(bitPattern: interner.intern(name).index) }

  /// How many numbers there are; every number lies below.
  var count: Int { interner.table.count }

  /// The name behind a number.
  func text(_ number: Int32) -> String { interner.table[StringID(UInt32(bitPattern: number))] }

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
