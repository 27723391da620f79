import Facts
import Model

/// Which modules' declarations each module sees without qualification.
///
/// A file names declarations of its module and of the modules that it imports itself. Members are seen of every module
/// that any file of the module imports, directly or not: extensions leak. Re-exports are followed, those of the own module
/// too, and the standard library is always seen.
/// Modules that are only top folders see each other: nothing tells which of them are built together.
struct VisibleModules {
  /// For each module whose members it sees, itself first; the last entry is for files of no module.
  let lists: [[Int32]]
  /// For each unit the modules whose declarations at file scope it can name, its own first.
  let listsOfUnits: [[Int32]]

  private static let implicit = ["Swift", "_Concurrency", "_StringProcessing"]

  // xtal:disable:next dendrite/overgrown-declaration - imports, re-exports and folders are followed in one walk
  init(units: [SourceUnit], moduleNames: [String], modules: [ProjectLayout.Module], library: [LibraryModule]) {
    var byName: [String: [Int32]] = [:]
    for (index, name) in moduleNames.enumerated() { byName[name, default: []].append(Int32(index)) }
    // The library never means the repository.
    let ofLibrary = byName.mapValues { list in list.filter { Int($0) >= modules.count } }
    func targets(_ item: ImportFact, in unit: SourceUnit) -> [Int32] {
      (unit.isLibrary ? ofLibrary : byName)[unit.strings[item.module]] ?? []
    }
    let implicit = Self.implicit.flatMap { byName[$0] ?? [] }
    var imported = [Set<Int32>](repeating: [], count: moduleNames.count + 1)
    var reexported = [Set<Int32>](repeating: [], count: moduleNames.count + 1)
    for unit in units {
      let module = unit.module >= 0 ? Int(unit.module) : moduleNames.count
      for item in unit.imports {
        for target in targets(item, in: unit) where target != unit.module {
          imported[module].insert(target)
          if item.isExported { reexported[module].insert(target) }
        }
      }
    }
    for (index, module) in library.enumerated() {
      for name in module.reexports { reexported[modules.count + index].formUnion(ofLibrary[name] ?? []) }
    }
    let folders = modules.indices.filter { modules[$0].kind == .folder }.map(Int32.init)
    /// `isLeaky`: what an imported module imports counts as well, as it does for members.
    func list(of own: Int32, importing direct: some Sequence<Int32>, isLeaky: Bool) -> [Int32] {
      var seen: Set<Int32> = [own]
      var result = [own]
      var queue = direct.sorted()
      var position = 0
      while position < queue.count {
        let next = queue[position]
        position += 1
        guard seen.insert(next).inserted else { continue }
        result.append(next)
        queue.append(
          contentsOf: (isLeaky ? imported[Int(next)].union(reexported[Int(next)]) : reexported[Int(next)]).sorted())
      }
      if own >= 0, Int(own) < modules.count, modules[Int(own)].kind == .folder {
        for module in folders where seen.insert(module).inserted { result.append(module) }
      }
      for module in implicit where seen.insert(module).inserted { result.append(module) }
      return result
    }
    lists = imported.enumerated().map { index, direct in
      list(of: Int32(index < moduleNames.count ? index : -1), importing: direct, isLeaky: true)
    }
    // Many files of a module import the same.
    var known: [[Int32]: [Int32]] = [:]
    listsOfUnits = units.map { unit in
      // What one file of the module hands on, every file of it sees.
      let handedOn = reexported[unit.module >= 0 ? Int(unit.module) : moduleNames.count]
      let direct = handedOn.union(unit.imports.flatMap { targets($0, in: unit) })
        .subtracting([unit.module])
      let key = [unit.module] + direct.sorted()
      if let list = known[key] { return list }
      let made = list(of: unit.module, importing: direct, isLeaky: false)
      known[key] = made
      return made
    }
  }
}
