import Facts

/// One file as the linker sees it: the parts of its facts that lookups touch, with its names numbered globally.
///
/// A class because resolving lends it from hand to hand; as a structure every loan would copy half a dozen arrays.
final class SourceUnit: Sendable {
  /// Index in ``SymbolTable/units``.
  let index: Int32
  let tree: CompactTree
  let tokens: TokenStream
  let declarations: [DeclarationFact]
  let strings: StringTable
  /// For each ``StringID`` the number in ``GlobalNames``, -1 for a text that is no name.
  let names: [Int32]
  let imports: [ImportFact]
  /// For each clause of `#if` where it is compiled.
  let clauses: [BuildConditions.Clause]
  /// The nodes of these clauses, in order.
  private let conditionNodes: [UInt32]
  /// Global index of the first declaration.
  let firstDeclaration: Int32
  /// Index of the module: the layout's modules first, then the library's; -1 for none.
  let module: Int32
  /// Whether it stands for a module outside the repository: its declarations are never targets of references.
  let isLibrary: Bool
  /// Global numbers of the modules whose internal declarations it sees by `@testable`.
  let testableImports: Set<Int32>

  init(
    index: Int32, facts: FileFacts, names: [Int32], firstDeclaration: Int32, module: Int32, isLibrary: Bool,
    modules: Set<String>
  ) {
    self.index = index
    tree = facts.tree
    tokens = facts.tokens
    declarations = facts.declarations
    strings = facts.strings
    imports = facts.imports
    clauses = BuildConditions.clauses(facts, modules: modules)
    conditionNodes = facts.conditions.map(\.node)
    self.names = names
    self.firstDeclaration = firstDeclaration
    self.module = module
    self.isLibrary = isLibrary
    testableImports = Set(facts.imports.filter(\.isTestable).map { names[Int($0.module.index)] })
  }

  /// The same file at another place of a table.
  init(_ unit: SourceUnit, index: Int32, firstDeclaration: Int32) {
    self.index = index
    tree = unit.tree
    tokens = unit.tokens
    declarations = unit.declarations
    strings = unit.strings
    names = unit.names
    imports = unit.imports
    clauses = unit.clauses
    conditionNodes = unit.conditionNodes
    self.firstDeclaration = firstDeclaration
    module = unit.module
    isLibrary = unit.isLibrary
    testableImports = unit.testableImports
  }

  /// The worlds that compile an import.
  func worldsOfImport(_ item: ImportFact) -> BuildConditions.Worlds {
    item.condition >= 0 ? clauses[Int(item.condition)].worlds : .everywhere
  }

  /// Whether another version of the file has the same imports, conditions included.
  func importsTheSame(as other: SourceUnit) -> Bool {
    imports.count == other.imports.count
      && zip(imports, other.imports).allSatisfy { own, before in
        own.isExported == before.isExported && own.isTestable == before.isTestable && own.isScoped == before.isScoped
          && worldsOfImport(own) == other.worldsOfImport(before) && strings[own.path] == other.strings[before.path]
      }
  }

  /// The module that an import names, without what follows of its path.
  func topModule(of item: ImportFact) -> String { String(strings[item.module].prefix { $0 != "." }) }

  /// Where a clause of `#if` is compiled, by its node.
  func clause(atNode node: Int) -> BuildConditions.Clause? {
    conditionNodes.firstIndex(of: UInt32(node)).map { clauses[$0] }
  }

  /// The global number of a node's name, -1 where it has none.
  @inline(__always)
  func name(of node: Int) -> Int32 {
    let id = Int(tree.nodes[node].name.index)
    return id == 0 ? -1 : names[id]
  }

  /// Whether a node's name is exactly that text.
  @inline(__always)
  func isNamed(_ node: Int, _ text: StaticString) -> Bool {
    strings.withBytes(of: tree.nodes[node].name) { bytes in
      bytes.count == text.utf8CodeUnitCount
        && bytes.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
  }
}
