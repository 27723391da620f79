import Facts

/// Numbers of types that stay while a graph is linked again and again: a type keeps its number as long as it looks the
/// same. Those of the library are what the table has; the repository's follow.
struct TypeNumbers: Sendable {
  /// By declaration of the repository; -1 for what is no type.
  private var numbers: [Int32]
  private let first: Int32
  private var next: Int32

  init(_ table: SymbolTable) {
    first = table.firstOfRepository
    next = first
    numbers = [Int32](repeating: -1, count: table.repositoryDeclarations.count)
    numberTypes(of: table)
  }

  /// The numbers of a new table's types: those of the old ones that they are paired with, or else new ones.
  init(_ table: SymbolTable, after old: TypeNumbers, _ pairing: FilePairing) {
    (first, next) = (old.first, old.next)
    numbers = [Int32](repeating: -1, count: table.repositoryDeclarations.count)
    for (declaration, number) in old.numbers.enumerated() where number >= 0 {
      let new = pairing.declarations[declaration]
      if new >= 0 { numbers[Int(new)] = number }
    }
    numberTypes(of: table)
  }

  private mutating func numberTypes(of table: SymbolTable) {
    for id in numbers.indices where numbers[id] < 0 && table.kinds[Int(first) + id].isNominalType {
      numbers[id] = next
      next += 1
    }
  }

  /// The number of a look-up's owner; nil for a declaration that is no type.
  subscript(owner: Int32) -> Int32? {
    guard owner >= first, owner < Lookup.library else { return owner }
    let number = numbers[Int(owner - first)]
    return number < 0 ? nil : number
  }
}
