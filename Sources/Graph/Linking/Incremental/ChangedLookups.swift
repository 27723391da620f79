import Facts
import Model

/// Which look-ups give something else than before, so that the files that rest on them have to be resolved again.
///
/// Both tables are compared. A look-up changes with every declaration that it gave and does not any more, or gives for the
/// first time; one that looks different is both. So do those of a type of which the supertypes changed, and all that an
/// extension declares which extends something else now, or that a file declares whose imports changed.
struct ChangedLookups {
  private var changed = LookupSet()
  /// By file of the new table whether it declares an extension of something else than before.
  private(set) var extendsOther: [Bool]

  private let old: SymbolTable
  private let new: SymbolTable
  private let oldNumbers: TypeNumbers
  private let newNumbers: TypeNumbers
  private let pairing: FilePairing
  /// Where the repository's declarations begin in both tables.
  private let first: Int32

  /// `seesOther` tells for each file of the new table whether other modules are seen from it than before.
  init(
    _ pairing: FilePairing, old: SymbolTable, _ oldNumbers: TypeNumbers, new: SymbolTable, _ newNumbers: TypeNumbers,
    seesOther: [Bool]
  ) {
    (self.old, self.new, self.oldNumbers, self.newNumbers) = (old, new, oldNumbers, newNumbers)
    self.pairing = pairing
    first = new.firstOfRepository
    extendsOther = [Bool](repeating: false, count: pairing.oldOfNew.count)
    for declaration in pairing.vanished { add(first + declaration, of: old, oldNumbers) }
    for declaration in pairing.appeared { add(first + declaration, of: new, newNumbers) }
    for (index, sees) in seesOther.enumerated() where sees && pairing.oldOfNew[index] >= 0 {
      addAll(ofFile: index, new, newNumbers)
      addAll(ofFile: Int(pairing.oldOfNew[index]), old, oldNumbers)
    }
    compareExtensions()
    compareSuperTypes()
  }

  /// Whether nothing gives anything else.
  var isEmpty: Bool { changed.values.isEmpty }

  /// Whether one of some look-ups changed.
  func contains(anyOf lookups: [UInt32]) -> Bool { lookups.contains { changed.contains($0) } }

  // MARK: Declarations

  /// Adds the look-ups that give a declaration.
  private mutating func add(_ declaration: Int32, of table: SymbolTable, _ numbers: TypeNumbers) {
    let fact = table.fact(declaration)
    guard !fact.traits.contains(.isLocal) else { return }
    let name = table.nameOf[Int(declaration)]
    let nominal = table.nominalOf[Int(declaration)]
    if fact.kind == .extension {
      insert(nominal, Lookup.everything, numbers)
      return
    }
    // Whoever found the type knows what it is itself; who scans it is told as well.
    if fact.kind.isNominalType { insert(declaration, Lookup.everything, numbers) }
    let parent = table.parents[Int(declaration)]
    guard parent >= 0 else {
      insert(Lookup.fileScope, name, numbers)
      return
    }
    guard table.kinds[Int(parent)].holdsMembers else { return }
    insert(Lookup.anyType, name, numbers)
    let owner = table.nominalOf[Int(parent)]
    guard owner >= 0 else { return }
    insert(owner, name, numbers)
    if !table.isOfRepository(owner) { insert(Lookup.library, name, numbers) }
    insert(owner, Lookup.everything, numbers)
    if fact.kind == .variable, fact.traits.contains(.isStored) { insert(owner, Lookup.stored, numbers) }
  }

  private mutating func addAll(ofFile index: Int, _ table: SymbolTable, _ numbers: TypeNumbers) {
    let unit = table.units[table.firstUnitOfRepository + index]
    for offset in 0..<Int32(unit.declarations.count) { add(unit.firstDeclaration + offset, of: table, numbers) }
  }

  private mutating func insert(_ owner: Int32, _ name: Int32, _ numbers: TypeNumbers) {
    guard owner >= 0, name != -1, let number = numbers[owner] else { return }
    changed.insert(Lookup.digest(owner: number, name: name))
  }

  // MARK: What follows from other files

  private func isSame(_ before: Int32, _ after: Int32) -> Bool {
    guard before >= 0, after >= 0 else { return before == after }
    return before < first ? before == after : pairing.declarations[Int(before - first)] == after - first
  }

  /// Extensions that look the same and extend something else.
  private mutating func compareExtensions() {
    forEachPair { before, after in
      guard old.kinds[Int(before)] == .extension, !isSame(old.nominalOf[Int(before)], new.nominalOf[Int(after)]) else {
        return
      }
      extendsOther[Int(new.unitOf[Int(after)]) - new.firstUnitOfRepository] = true
      addContents(of: before, old, oldNumbers)
      addContents(of: after, new, newNumbers)
    }
  }

  /// Calls `body` with the tables' numbers of the declarations that look the same.
  private func forEachPair(_ body: (_ before: Int32, _ after: Int32) -> Void) {
    for (declaration, partner) in pairing.declarations.enumerated() where partner >= 0 {
      body(first + Int32(declaration), first + partner)
    }
  }

  private mutating func addContents(of type: Int32, _ table: SymbolTable, _ numbers: TypeNumbers) {
    add(type, of: table, numbers)
    let unit = table.unit(of: type)
    let end = unit.firstDeclaration + Int32(unit.declarations.count)
    var member = type + 1
    while member < end, table.parents[Int(member)] >= type {
      add(member, of: table, numbers)
      member += 1
    }
  }

  /// Types that inherit from something else; those of the library where the repository's extensions say so.
  private mutating func compareSuperTypes() {
    forEachPair { before, after in
      if old.kinds[Int(before)].isNominalType, !hasSameSuperTypes(before, after) {
        insert(after, Lookup.superTypes, newNumbers)
      }
    }
    for type in extendedLibraryTypes() where !hasSameSuperTypes(type, type) {
      insert(type, Lookup.superTypes, newNumbers)
    }
  }

  /// Types of the library that the repository extends or extended.
  private func extendedLibraryTypes() -> Set<Int32> {
    var types: Set<Int32> = []
    for table in [old, new] {
      for id in table.repositoryDeclarations where table.kinds[Int(id)] == .extension {
        let type = table.nominalOf[Int(id)]
        if type >= 0, type < first { types.insert(type) }
      }
    }
    return types
  }

  private func hasSameSuperTypes(_ before: Int32, _ after: Int32) -> Bool {
    let (left, right) = (old.superTypes(of: before), new.superTypes(of: after))
    return left.count == right.count
      && zip(left, right).allSatisfy { isSame($0.nominal, $1.nominal) && isSame($0.scope, $1.scope) }
  }
}
