import Facts

/// Numbers of types that stay while a graph is linked again and again: a type keeps its number as long as it looks the
/// same.
struct TypeNumbers: Sendable {
  /// By declaration of the repository; -1 for what is no type.
  private var numbers: [Int32]
  private var next: Int32 = 0
  private static let firstOfLibrary: Int32 = 1 << 30

  init(_ table: SymbolTable) {
    numbers = [Int32](repeating: -1, count: Int(table.repositoryDeclarationCount))
    for id in numbers.indices where table.kinds[id].isNominalType {
      numbers[id] = next
      next += 1
    }
  }

  /// The numbers of a new table's types: those of the old ones that they are paired with, or else new ones.
  init(_ table: SymbolTable, after old: TypeNumbers, _ pairing: FilePairing) {
    numbers = [Int32](repeating: -1, count: Int(table.repositoryDeclarationCount))
    for (declaration, number) in old.numbers.enumerated() where number >= 0 {
      let new = pairing.declarations[declaration]
      if new >= 0 { numbers[Int(new)] = number }
    }
    next = old.next
    for id in numbers.indices where numbers[id] < 0 && table.kinds[id].isNominalType {
      numbers[id] = next
      next += 1
    }
  }

  /// The number of a look-up's owner; nil for a declaration that is no type.
  subscript(owner: Int32) -> Int32? {
    guard owner < Lookup.library else { return owner }
    guard Int(owner) < numbers.count else { return Self.firstOfLibrary + owner - Int32(numbers.count) }
    let number = numbers[Int(owner)]
    return number < 0 ? nil : number
  }
}
