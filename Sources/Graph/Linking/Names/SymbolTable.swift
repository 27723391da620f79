import Facts
import Model

// xtal:disable:next dendrite/overgrown-declaration - one column a question that look-ups ask
/// All declarations of the repository, and of the library modules it uses, by the ways in which a name can reach them.
///
/// Declarations and units of the library come first, so that they keep their numbers, and what is known of them, while the
/// repository changes; those of the repository follow in the ``CodeGraph``'s order, ``firstOfRepository`` and
/// ``firstUnitOfRepository`` on. It knows names, nesting, inheritance clauses and generic parameters; types of values are
/// ``ReferenceResolver``'s matter.
///
/// A class because every worker lends it; it never changes once it is built.
final class SymbolTable: Sendable {
  /// A type that an inheritance clause names.
  struct SuperType: Sendable {
    /// The nominal type it comes to; -1 for one that neither the repository nor the library declares.
    var nominal: Int32
    /// Where it is written, for its generic arguments.
    var unit: Int32
    var node: Int32
    /// The type or extension whose clause it is.
    var scope: Int32
  }

  let layout: ProjectLayout
  let names: GlobalNames
  let known: KnownNames
  let standard: StandardTypes
  let units: [SourceUnit]
  /// Number of units of the library; those of the repository follow.
  let firstUnitOfRepository: Int
  /// Number of declarations of the library; those of the repository follow.
  let firstOfRepository: Int32
  /// Import names by module index: the layout's, then the library's.
  let moduleNames: [String]
  let moduleOfName: [Int32: Int32]
  /// Global numbers of the modules' import names.
  let moduleNumbers: [Int32]
  let unitOf: [Int32]
  /// Global number of each declaration's name.
  let nameOf: [Int32]
  let kinds: [DeclarationKind]
  let accesses: [AccessLevel]
  /// Where each declaration is compiled.
  let worlds: [BuildConditions.Worlds]
  let moduleOfUnit: [Int32]
  /// Global index of the enclosing declaration, -1 at top level.
  let parents: [Int32]
  /// For each declaration the nominal type it is, extends or stands in; see ``CodeGraph/typeOfDeclaration``.
  let nominalOf: [Int32]
  let topLevel: TopLevelIndex
  /// Members by (nominal type, name), those of bound extensions included.
  let members: IndexMap
  /// Members of any type by (0, name).
  let membersByName: IndexMap
  let generics: GenericParameters
  /// For each module the modules whose declarations it sees without qualification, itself first. Files of no module
  /// have the entry at `moduleNames.count`.
  let visibleModules: [[Int32]]
  /// For each unit the modules whose declarations at file scope it names without qualification, its own first.
  let visibleInUnit: [[Int32]]
  let scopedImports: ScopedImports
  /// For each unit whether it imports a module of which nothing is known.
  let importsUnknown: [Bool]
  /// For each unit whether it imports a module of another package of which nothing is known.
  let importsForeign: [Bool]
  /// For each unit whether it imports a module of which nothing is known, frameworks of Apple's systems among them: types
  /// of such a module may bear the name of another module's.
  let importsOthers: [Bool]
  /// The same as ``importsForeign`` for each module: whether any of its files does. Files of no module have the last entry.
  let moduleImportsForeign: [Bool]
  /// ``visibleModules`` as a matrix: rows are the seeing modules.
  private let reached: [Bool]
  /// Inheritance clauses by nominal type: `superTypes[superStarts[type] ..< superStarts[type + 1]]`.
  let superStarts: [Int32]
  let superTypes: [SuperType]

  /// The table that a builder has filled.
  init(_ builder: SymbolTableBuilder) {
    layout = builder.layout
    names = builder.names
    known = builder.known
    standard = builder.standard
    units = builder.units
    firstUnitOfRepository = builder.firstUnitOfRepository
    firstOfRepository = builder.firstOfRepository
    moduleNames = builder.moduleNames
    moduleOfName = builder.moduleOfName
    moduleNumbers = builder.moduleNumbers
    unitOf = builder.unitOf
    nameOf = builder.nameOf
    kinds = builder.kinds
    accesses = builder.accesses
    worlds = builder.worlds
    moduleOfUnit = builder.units.map(\.module)
    parents = builder.parents
    nominalOf = builder.nominalOf
    topLevel = builder.topLevel
    members = builder.members
    membersByName = builder.membersByName
    generics = builder.generics
    visibleModules = builder.visibleModules
    visibleInUnit = builder.visibleInUnit
    scopedImports = builder.scopedImports
    importsUnknown = Self.importsUnknown(builder)
    importsForeign = Self.importsForeign(builder)
    importsOthers = Self.importsOthers(builder, importsForeign)
    let width = builder.moduleNames.count + 1
    var reachesOut = [Bool](repeating: false, count: width)
    for (unit, isForeign) in zip(builder.units, importsForeign) where isForeign {
      reachesOut[unit.module >= 0 ? Int(unit.module) : width - 1] = true
    }
    moduleImportsForeign = reachesOut
    var reached = [Bool](repeating: false, count: width * width)
    for (row, list) in builder.visibleModules.enumerated() {
      for module in list where module >= 0 { reached[row * width + Int(module)] = true }
    }
    self.reached = reached
    superStarts = builder.superStarts
    superTypes = builder.superTypes
  }

  /// A unit that declares nothing, behind all others of a table.
  struct AddedUnit {
    var unit: SourceUnit
    /// As in ``visibleInUnit``.
    var visible: [Int32]
    /// As in ``importsForeign`` and ``importsUnknown``.
    var isForeign: Bool
    /// As in ``importsOthers``.
    var namesOther: Bool
  }

  /// The table with further units behind all others, which declare nothing: what is seen from them, and whether they
  /// import modules of which nothing is known. `names` extends the table's; modules and declarations stay as they are.
  init(_ table: SymbolTable, adding added: [AddedUnit], names: GlobalNames) {
    layout = table.layout
    self.names = names
    known = table.known
    standard = table.standard
    units = table.units + added.map(\.unit)
    firstUnitOfRepository = table.firstUnitOfRepository
    firstOfRepository = table.firstOfRepository
    moduleNames = table.moduleNames
    moduleOfName = table.moduleOfName
    moduleNumbers = table.moduleNumbers
    unitOf = table.unitOf
    nameOf = table.nameOf
    kinds = table.kinds
    accesses = table.accesses
    worlds = table.worlds
    moduleOfUnit = table.moduleOfUnit + added.map(\.unit.module)
    parents = table.parents
    nominalOf = table.nominalOf
    topLevel = table.topLevel
    members = table.members
    membersByName = table.membersByName
    generics = table.generics
    // Files of no module see every module's members here.
    let width = table.moduleNames.count + 1
    let all = (0..<Int32(width - 1)).map { $0 }
    visibleModules = table.visibleModules.dropLast() + [all]
    visibleInUnit = table.visibleInUnit + added.map(\.visible)
    scopedImports = table.scopedImports
    importsUnknown = table.importsUnknown + added.map(\.isForeign)
    importsForeign = table.importsForeign + added.map(\.isForeign)
    importsOthers = table.importsOthers + added.map(\.namesOther)
    moduleImportsForeign = table.moduleImportsForeign
    reached = table.reached.dropLast(width) + [Bool](repeating: true, count: width)
    superStarts = table.superStarts
    superTypes = table.superTypes
  }

  /// For each unit whether it imports a module of which nothing is known.
  private static func importsUnknown(_ builder: SymbolTableBuilder) -> [Bool] {
    builder.units.map { unit in
      unit.imports.contains { item in
        unit.worldsOfImport(item).contains(.linux) && !BuildConditions.isPlatform(unit.strings[item.module])
          && builder.moduleOfName[unit.names[Int(item.module.index)]] == nil
      }
    }
  }

  /// For each unit whether it imports a module of another package, of which nothing is known, itself or through a
  /// module that re-exports it.
  private static func importsForeign(_ builder: SymbolTableBuilder) -> [Bool] {
    func isForeign(_ item: ImportFact, _ unit: SourceUnit) -> Bool {
      !unit.isLibrary && unit.worldsOfImport(item) != .always && !BuildConditions.isFramework(unit.topModule(of: item))
        && builder.moduleOfName[unit.names[Int(item.module.index)]] == nil
    }
    var handsOn: Set<Int32> = []
    for unit in builder.units where unit.imports.contains(where: { $0.isExported && isForeign($0, unit) }) {
      handsOn.insert(unit.module)
    }
    return builder.units.map { unit in
      unit.imports.contains { item in
        isForeign(item, unit)
          || !handsOn.isEmpty
            && builder.moduleOfName[unit.names[Int(item.module.index)]].map { handsOn.contains($0) } == true
      }
    }
  }

  private static func importsOthers(_ builder: SymbolTableBuilder, _ importsForeign: [Bool]) -> [Bool] {
    zip(builder.units, importsForeign).map { $1 || namesOther($0, moduleOfName: builder.moduleOfName) }
  }

  /// Whether a unit imports a module of which nothing is known and that is no platform's, whose C holds no such types.
  static func namesOther(_ unit: SourceUnit, moduleOfName: [Int32: Int32]) -> Bool {
    unit.imports.contains { item in
      !BuildConditions.isPlatform(unit.topModule(of: item)) && moduleOfName[unit.names[Int(item.module.index)]] == nil
    }
  }

  @inline(__always)
  func unit(of declaration: Int32) -> SourceUnit { units[Int(unitOf[Int(declaration)])] }

  @inline(__always)
  func fact(_ declaration: Int32) -> DeclarationFact {
    let unit = units[Int(unitOf[Int(declaration)])]
    return unit.declarations[Int(declaration - unit.firstDeclaration)]
  }

  /// Whether it belongs to the repository rather than to the library; what is no declaration, -1, is not the library's.
  @inline(__always)
  func isOfRepository(_ declaration: Int32) -> Bool {
    UInt32(bitPattern: declaration) >= UInt32(bitPattern: firstOfRepository)
  }

  /// The repository's declarations.
  var repositoryDeclarations: Range<Int32> { firstOfRepository..<Int32(kinds.count) }

  /// A declaration of the repository as the ``CodeGraph`` numbers it; -1 for none, and for those of the library.
  @inline(__always)
  func inGraph(_ declaration: Int32) -> Int32 { max(-1, declaration - firstOfRepository) }

  func superTypes(of nominal: Int32) -> ArraySlice<SuperType> {
    superTypes[Int(superStarts[Int(nominal)])..<Int(superStarts[Int(nominal) + 1])]
  }

  /// The modules whose members a unit sees, and whose operators, its own first.
  func modules(reachedFrom unit: SourceUnit) -> [Int32] {
    visibleModules[unit.module >= 0 ? Int(unit.module) : moduleNames.count]
  }

  /// The modules whose declarations a unit names without qualification, its own first.
  func modules(visibleIn unit: SourceUnit) -> [Int32] {
    visibleInUnit[Int(unit.index)]
  }

  /// The same in the order in which they are searched for one name.
  func modules(visibleIn unit: SourceUnit, for name: Int32) -> [Int32] {
    scopedImports.order(visibleInUnit[Int(unit.index)], for: name, in: unit)
  }

  /// Private declarations stay in their file, internal ones in their module unless it is imported for testing.
  func isVisible(_ declaration: Int32, from unit: SourceUnit) -> Bool {
    let owner = unitOf[Int(declaration)]
    if owner == unit.index || Int(owner) < firstUnitOfRepository { return true }
    let access = accesses[Int(declaration)]
    if access <= .fileprivate { return false }
    let module = moduleOfUnit[Int(owner)]
    guard access == .internal, module != unit.module, module >= 0 else { return true }
    if isFolder(module), isFolder(unit.module) { return true }
    return unit.testableImports.contains(moduleNumbers[Int(module)])
  }

  /// Whether a unit sees declarations of that one's module: its own and imported ones.
  func isReached(_ declaration: Int32, from unit: SourceUnit) -> Bool {
    let module = moduleOfUnit[Int(unitOf[Int(declaration)])]
    if module == unit.module { return true }
    let row = unit.module >= 0 ? Int(unit.module) : moduleNames.count
    return module >= 0 && reached[row * (moduleNames.count + 1) + Int(module)]
  }

  /// Whether access and imports let a unit see a declaration.
  @inline(__always)
  func isSeen(_ declaration: Int32, from unit: SourceUnit) -> Bool {
    isVisible(declaration, from: unit) && isReached(declaration, from: unit)
  }

  /// Whether a module is only a top folder: where no build description tells modules apart, nothing keeps folders apart.
  private func isFolder(_ module: Int32) -> Bool {
    module >= 0 && Int(module) < layout.modules.count && layout.modules[Int(module)].kind == .folder
  }

  /// The first declaration at file scope under a name that `accept` takes, the own module's first; one that is compiled
  /// in `world` before any other.
  func topLevel(
    _ name: Int32, from unit: SourceUnit, world: BuildConditions.Worlds, where accept: (Int32) -> Bool
  ) -> Int32? {
    var fallback: Int32?
    for module in modules(visibleIn: unit, for: name) {
      for id in topLevel.values(module, name) where isVisible(id, from: unit) && accept(id) {
        if !worlds[Int(id)].isDisjoint(with: world) { return id }
        if fallback == nil, isSubstitute(id) { fallback = id }
      }
    }
    return fallback
  }

  /// Whether a declaration that is not compiled in a world may be meant there all the same, where nothing else is: one
  /// for Apple's systems or Linux, as repositories for one system alone have them.
  func isSubstitute(_ declaration: Int32) -> Bool {
    !worlds[Int(declaration)].isDisjoint(with: [.linux, .apple])
  }
}
