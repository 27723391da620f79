import Facts

/// Declarations that imports name one by one, as `import struct A.B` does: each hides those of its name that come with
/// the import of a whole module. What such an import hands on (`@_exported`), every file of the module sees.
struct ScopedImports: Sendable {
  /// Modules by (unit, name).
  private let ofUnits = IndexMap(expectedCount: 16)
  /// For each module, and behind them files of no module, the names that it hands on and their modules; sorted.
  let handedOn: [[IndexedName]]
  /// By name whether any import names it.
  private let isNamed: [Bool]

  struct IndexedName: Equatable, Sendable {
    var name: Int32
    /// ``elsewhere`` for a module of which nothing is known.
    var module: Int32
  }

  private static let elsewhere: Int32 = .max

  init(units: [SourceUnit], moduleCount: Int, moduleOfName: [Int32: Int32], nameCount: Int) {
    var isNamed = [Bool](repeating: false, count: nameCount)
    var handedOn = [[IndexedName]](repeating: [], count: moduleCount + 1)
    for unit in units {
      for item in unit.imports where item.isScoped {
        // The last component of the path.
        var component = -1
        for child in unit.tree.children(of: Int(item.node)) where unit.tree[child].kind == .importPath {
          component = child
        }
        guard component >= 0 else { continue }
        let found = moduleOfName[unit.names[Int(item.module.index)]]
        guard found != nil || unit.worldsOfImport(item).contains(.linux) else { continue }
        let module = found ?? Self.elsewhere
        let name = unit.name(of: component)
        guard name >= 0, Int(name) < nameCount else { continue }
        isNamed[Int(name)] = true
        ofUnits.add(IndexMap.key(unit.index, name), module)
        if item.isExported {
          handedOn[unit.module >= 0 ? Int(unit.module) : moduleCount].append(IndexedName(name: name, module: module))
        }
      }
    }
    self.isNamed = isNamed
    self.handedOn = handedOn.map { list in list.sorted { ($0.name, $0.module) < ($1.name, $1.module) } }
  }

  /// The modules in which a unit looks for a name, in order: its own, then the one of which an import names the
  /// declaration, then the others; where that import is of a module that is not known, nothing else is meant. `modules`
  /// are those that it sees, its own first.
  func order(_ modules: [Int32], for name: Int32, in unit: SourceUnit) -> [Int32] {
    guard name >= 0, Int(name) < isNamed.count, isNamed[Int(name)], let own = modules.first else { return modules }
    let named =
      ofUnits.first(of: IndexMap.key(unit.index, name))
      ?? modules.lazy.compactMap { module in
        handedOn[module >= 0 ? Int(module) : handedOn.count - 1].first { $0.name == name }?.module
      }.first
    guard let named, named != own else { return modules }
    if named == Self.elsewhere { return [own] }
    guard modules.contains(named) else { return modules }
    return [own, named] + modules.dropFirst().filter { $0 != named }
  }
}
