import Facts
import Model

/// A value's type as far as the first resolver tells types apart: a nominal type of the repository, or none.
///
/// Not a structured type: optionals are seen through, arrays and functions are external.
struct KnownType: Sendable, Equatable {
  private var code: Int32

  private init(code: Int32) { self.code = code }

  /// Nothing is known.
  static let unknown = KnownType(code: -1)
  /// Known to be a type that the repository does not declare.
  static let external = KnownType(code: -2)

  /// An instance of the nominal type with that global index.
  static func instance(of type: Int32) -> KnownType { KnownType(code: type << 1) }

  /// The nominal type itself, as in `Type.member`.
  static func metatype(of type: Int32) -> KnownType { KnownType(code: type << 1 | 1) }

  /// The nominal type, -1 for none of the repository's.
  var nominal: Int32 { code < 0 ? -1 : code >> 1 }
  var isMetatype: Bool { code >= 0 && code & 1 == 1 }
  var asInstance: KnownType { code < 0 ? self : KnownType(code: code & ~1) }
}

/// All declarations of the repository by the ways in which a name can reach them.
// xtal:disable:next dendrite/overgrown-declaration - one index each for the ways a name can reach a declaration
struct SymbolTable: Sendable {
  var names: GlobalNames
  let files: [CodeGraph.File]
  let layout: ProjectLayout
  let fileOfDeclaration: [Int32]
  /// The parts of each file's facts that lookups touch, side by side so that no lookup copies a whole file's facts.
  let trees: [CompactTree]
  let declarations: [[DeclarationFact]]
  let strings: [StringTable]
  let firstDeclarations: [Int32]
  let modules: [Int32]
  /// Global name number of each declaration.
  private(set) var nameOfDeclaration: [Int32] = []
  private(set) var kinds: [DeclarationKind] = []
  /// Global index of the enclosing declaration, -1 at top level.
  private(set) var parents: [Int32] = []
  /// Declarations at file scope by (module + 1, name); types and values alike.
  private(set) var topLevel = IndexMap(expectedCount: 1024)
  /// Members by (nominal type, name), those of bound extensions included.
  private(set) var members = IndexMap(expectedCount: 1024)
  /// Members of any type by (0, name).
  private(set) var membersByName = IndexMap(expectedCount: 1024)
  /// Members of extensions whose type the repository does not declare, by (0, name).
  private(set) var externalMembers = IndexMap(expectedCount: 256)
  /// For each declaration the nominal type it is, extends or stands in; see ``CodeGraph/typeOfDeclaration``.
  private(set) var typeOfDeclaration: [Int32] = []
  /// For each nominal type its superclass and protocols of the repository, nearest first, without itself.
  private(set) var ancestors: [Int32: [Int32]] = [:]
  /// Declared or inferred type of each value; return type of each function.
  var valueTypes: [KnownType] = []
  /// For each module the modules whose declarations it sees without qualification, itself first.
  let visibleModules: [[Int32]]

  init(files: [CodeGraph.File], layout: ProjectLayout, workers: Int) {
    self.files = files
    self.layout = layout
    trees = files.map(\.facts.tree)
    declarations = files.map(\.facts.declarations)
    strings = files.map(\.facts.strings)
    firstDeclarations = files.map(\.firstDeclaration)
    modules = files.map(\.module)
    names = GlobalNames(files: files, workers: workers)
    var fileOfDeclaration: [Int32] = []
    for (index, file) in files.enumerated() {
      fileOfDeclaration.append(contentsOf: repeatElement(Int32(index), count: file.facts.declarations.count))
    }
    self.fileOfDeclaration = fileOfDeclaration
    visibleModules = Self.visibleModules(files: files, layout: layout)
    collect()
    bindExtensions()
    collectMembers()
    bindAncestors()
    valueTypes = [KnownType](repeating: .unknown, count: fileOfDeclaration.count)
  }

  func fact(_ declaration: Int32) -> DeclarationFact {
    let file = Int(fileOfDeclaration[Int(declaration)])
    return declarations[file][Int(declaration - firstDeclarations[file])]
  }

  func module(ofFile file: Int32) -> Int32 { modules[Int(file)] }

  // MARK: Building

  /// A module sees itself and every module its files import; imports are taken by module, not by file, because
  /// extension members leak between the files of a module anyway.
  private static func visibleModules(files: [CodeGraph.File], layout: ProjectLayout) -> [[Int32]] {
    var byName: [String: [Int32]] = [:]
    for (index, module) in layout.modules.enumerated() { byName[module.importName, default: []].append(Int32(index)) }
    var imported = [Set<Int32>](repeating: [], count: layout.modules.count)
    var reexported = [Set<Int32>](repeating: [], count: layout.modules.count)
    for file in files where file.module >= 0 {
      for item in file.facts.imports {
        for target in byName[file.facts.strings[item.module]] ?? [] where target != file.module {
          imported[Int(file.module)].insert(target)
          if item.isExported { reexported[Int(file.module)].insert(target) }
        }
      }
    }
    return imported.enumerated().map { index, direct in
      var seen: Set<Int32> = [Int32(index)]
      var queue = direct.sorted()
      var result = [Int32(index)]
      while let next = queue.first {
        queue.removeFirst()
        guard seen.insert(next).inserted else { continue }
        result.append(next)
        queue.append(contentsOf: reexported[Int(next)].sorted())
      }
      return result
    }
  }

  private mutating func collect() {
    let count = fileOfDeclaration.count
    nameOfDeclaration.reserveCapacity(count)
    kinds.reserveCapacity(count)
    parents.reserveCapacity(count)
    topLevel = IndexMap(expectedCount: count / 4)
    for (fileIndex, file) in files.enumerated() {
      for (index, fact) in file.facts.declarations.enumerated() {
        let id = file.firstDeclaration + Int32(index)
        let name = names.numbers[fileIndex][Int(fact.name.index)]
        nameOfDeclaration.append(name)
        kinds.append(fact.kind)
        parents.append(fact.parent < 0 ? -1 : file.firstDeclaration + fact.parent)
        if fact.parent < 0, fact.kind != .extension, !fact.traits.contains(.isLocal) {
          topLevel.add(IndexMap.key(file.module + 1, name), id)
        }
      }
    }
  }

  private mutating func bindExtensions() {
    typeOfDeclaration = [Int32](repeating: -1, count: kinds.count)
    for id in 0..<Int32(kinds.count) where kinds[Int(id)].isNominalType { typeOfDeclaration[Int(id)] = id }
    let nested = IndexMap(expectedCount: 256)
    for id in 0..<Int32(kinds.count) where isTypeLike(kinds[Int(id)]) {
      let parent = parents[Int(id)]
      if parent >= 0, kinds[Int(parent)].isNominalType {
        nested.add(IndexMap.key(parent, nameOfDeclaration[Int(id)]), id)
      }
    }
    // Extensions may declare types that other extensions extend: a second round binds those.
    for round in 0..<3 {
      var changed = false
      for id in 0..<Int32(kinds.count) where kinds[Int(id)] == .extension && typeOfDeclaration[Int(id)] < 0 {
        guard let type = extendedType(id, nested: nested) else { continue }
        typeOfDeclaration[Int(id)] = type
        changed = true
        let file = files[Int(fileOfDeclaration[Int(id)])]
        for (index, fact) in file.facts.declarations.enumerated()
        where isTypeLike(fact.kind) && fact.parent == id - file.firstDeclaration {
          let member = file.firstDeclaration + Int32(index)
          nested.add(IndexMap.key(type, nameOfDeclaration[Int(member)]), member)
        }
      }
      if !changed || round == 2 { break }
    }
    for id in 0..<kinds.count where typeOfDeclaration[id] < 0 && parents[id] >= 0 {
      typeOfDeclaration[id] = typeOfDeclaration[Int(parents[id])]
    }
  }

  private func isTypeLike(_ kind: DeclarationKind) -> Bool {
    kind.isNominalType || kind == .typealias || kind == .associatedtype
  }

  private func extendedType(_ id: Int32, nested: IndexMap) -> Int32? {
    let file = fileOfDeclaration[Int(id)]
    let tree = trees[Int(file)]
    guard let wrapper = tree.firstChild(of: Int(fact(id).node), .extendedType),
      let type = tree.firstChild(of: wrapper)
    else { return nil }
    var path: [Int32] = []
    var node = type
    while tree[node].kind == .memberType, path.count < 64 {
      path.append(names.numbers[Int(file)][Int(tree[node].name.index)])
      node += 1
    }
    guard tree[node].kind == .namedType else { return nil }
    let first = names.numbers[Int(file)][Int(tree[node].name.index)]
    var current = topLevelType(first, fromFile: file)
    if current == nil, let module = moduleNamed(first), let next = path.popLast() {
      current = topLevel.values(of: IndexMap.key(module + 1, next)).first { kinds[Int($0)].isNominalType }
    }
    for name in path.reversed() {
      guard let outer = current else { return nil }
      current = nested.values(of: IndexMap.key(outer, name)).first { kinds[Int($0)].isNominalType }
    }
    return current
  }

  private func moduleNamed(_ name: Int32) -> Int32? {
    let text = names.text(name)
    return layout.modules.firstIndex { $0.importName == text }.map { Int32($0) }
  }

  private mutating func collectMembers() {
    members = IndexMap(expectedCount: kinds.count)
    membersByName = IndexMap(expectedCount: kinds.count)
    for id in 0..<Int32(kinds.count) {
      let parent = parents[Int(id)]
      guard parent >= 0, kinds[Int(parent)].holdsMembers, kinds[Int(id)] != .extension else { continue }
      let name = nameOfDeclaration[Int(id)]
      membersByName.add(IndexMap.key(0, name), id)
      let type = typeOfDeclaration[Int(parent)]
      if type >= 0 {
        members.add(IndexMap.key(type, name), id)
      } else {
        externalMembers.add(IndexMap.key(0, name), id)
      }
    }
  }

  private mutating func bindAncestors() {
    var direct: [Int32: [Int32]] = [:]
    for id in 0..<Int32(kinds.count) where kinds[Int(id)].holdsMembers {
      let type = typeOfDeclaration[Int(id)]
      guard type >= 0 else { continue }
      let file = fileOfDeclaration[Int(id)]
      let tree = trees[Int(file)]
      let node = Int(fact(id).node)
      for child in tree.children(of: node) where tree[child].kind == .inheritedType {
        guard let named = tree.firstChild(of: child) else { continue }
        for parent in inheritedTypes(named, file: file, scope: id) where parent != type {
          direct[type, default: []].append(parent)
        }
      }
    }
    for type in direct.keys.sorted() {
      var seen: Set<Int32> = [type]
      var queue = direct[type] ?? []
      var result: [Int32] = []
      var position = 0
      while position < queue.count {
        let next = queue[position]
        position += 1
        guard seen.insert(next).inserted else { continue }
        result.append(next)
        queue.append(contentsOf: direct[next] ?? [])
      }
      ancestors[type] = result
    }
  }

  /// The nominal types an inheritance clause's entry names; a composition names several.
  private func inheritedTypes(_ node: Int, file: Int32, scope: Int32) -> [Int32] {
    let tree = trees[Int(file)]
    switch tree[node].kind {
    case .compositionType: return tree.children(of: node).flatMap { inheritedTypes($0, file: file, scope: scope) }
    case .attributedType:
      return tree.children(of: node).filter { tree[$0].kind != .attribute && tree[$0].kind != .modifier }
        .flatMap { inheritedTypes($0, file: file, scope: scope) }
    default:
      let type = resolveType(node, file: file, scope: parents[Int(scope)])
      return type.map { kinds[Int($0)].isNominalType ? [$0] : [] } ?? []
    }
  }

  // MARK: Looking up

  /// The type at file scope that a name means in a file: its own module's first, then those it imports.
  func topLevelType(_ name: Int32, fromFile file: Int32) -> Int32? {
    topLevel(name, fromFile: file) { isTypeLike(kinds[Int($0)]) }
  }

  /// The first declaration at file scope under a name that `accept` takes, the own module's first.
  func topLevel(_ name: Int32, fromFile file: Int32, where accept: (Int32) -> Bool) -> Int32? {
    let module = module(ofFile: file)
    let modules = module >= 0 ? visibleModules[Int(module)] : [-1]
    for candidate in modules {
      for id in topLevel.values(of: IndexMap.key(candidate + 1, name)) where accept(id) && isVisible(id, fromFile: file)
      {
        return id
      }
    }
    return nil
  }

  /// Private declarations stay in their file.
  func isVisible(_ id: Int32, fromFile file: Int32) -> Bool {
    if fileOfDeclaration[Int(id)] == file { return true }
    return fact(id).access > .fileprivate
  }

  /// Members of a type under a name: its own, or else those of its nearest superclass or protocol that has any.
  func members(of type: Int32, _ name: Int32) -> IndexMap.Values {
    let own = members.values(of: IndexMap.key(type, name))
    guard own.isEmpty, let inherited = ancestors[type] else { return own }
    for ancestor in inherited {
      let found = members.values(of: IndexMap.key(ancestor, name))
      if !found.isEmpty { return found }
    }
    return own
  }

  /// The type that a type node names, looked up from within the declaration `scope` (-1 at top level): a nominal type,
  /// an alias or an associated type; nil for one the repository does not declare.
  func resolveType(_ node: Int, file: Int32, scope: Int32) -> Int32? {
    let tree = trees[Int(file)]
    let current = tree[node]
    let name = names.numbers[Int(file)][Int(current.name.index)]
    switch current.kind {
    case .namedType:
      return typeNamed(name, file: file, scope: scope)
    case .memberType:
      guard let baseNode = tree.firstChild(of: node) else { return nil }
      if let base = resolveType(baseNode, file: file, scope: scope) {
        return memberType(of: dealias(base), name)
      }
      let baseName = names.numbers[Int(file)][Int(tree[baseNode].name.index)]
      guard tree[baseNode].kind == .namedType, let module = moduleNamed(baseName) else { return nil }
      return topLevel.values(of: IndexMap.key(module + 1, name)).first { isTypeLike(kinds[Int($0)]) }
    default: return nil
    }
  }

  /// A type's name as code inside `scope` means it.
  func typeNamed(_ name: Int32, file: Int32, scope: Int32) -> Int32? {
    var enclosing = scope
    while enclosing >= 0 {
      if kinds[Int(enclosing)].holdsMembers {
        let type = typeOfDeclaration[Int(enclosing)]
        if type >= 0 {
          if nameOfDeclaration[Int(type)] == name { return type }
          if let member = memberType(of: type, name) { return member }
        }
      }
      enclosing = parents[Int(enclosing)]
    }
    return topLevelType(name, fromFile: file)
  }

  private func memberType(of type: Int32, _ name: Int32) -> Int32? {
    if let own = members.values(of: IndexMap.key(type, name)).first(where: { isTypeLike(kinds[Int($0)]) }) {
      return own
    }
    for ancestor in ancestors[type] ?? [] {
      if let inherited = members.values(of: IndexMap.key(ancestor, name)).first(where: { isTypeLike(kinds[Int($0)]) }) {
        return inherited
      }
    }
    return nil
  }

  /// Follows type aliases to the nominal type behind them; the alias itself where that is not of the repository.
  func dealias(_ type: Int32) -> Int32 {
    var current = type
    var steps = 0
    while kinds[Int(current)] == .typealias, steps < 16 {
      let file = fileOfDeclaration[Int(current)]
      let tree = trees[Int(file)]
      guard let initializer = tree.firstChild(of: Int(fact(current).node), .initializer),
        let node = tree.firstChild(of: initializer),
        let next = resolveType(node, file: file, scope: parents[Int(current)]), next != current
      else { return current }
      current = next
      steps += 1
    }
    return current
  }

  /// What a value of a written type is, seen through optionals, attributes, `some` and `any`.
  func knownType(ofTypeNode node: Int, file: Int32, scope: Int32) -> KnownType {
    let tree = trees[Int(file)]
    switch tree[node].kind {
    case .optionalType, .implicitlyUnwrappedType, .someType:
      guard let inner = tree.firstChild(of: node) else { return .unknown }
      return knownType(ofTypeNode: inner, file: file, scope: scope)
    case .attributedType:
      for child in tree.children(of: node) where tree[child].kind != .attribute && tree[child].kind != .modifier {
        return knownType(ofTypeNode: child, file: file, scope: scope)
      }
      return .unknown
    case .metatype:
      guard let inner = tree.firstChild(of: node) else { return .unknown }
      let type = knownType(ofTypeNode: inner, file: file, scope: scope)
      return type.nominal >= 0 ? .metatype(of: type.nominal) : type
    case .namedType, .memberType:
      if strings[Int(file)].withBytes(of: tree[node].name, { $0.elementsEqual("Self".utf8) }), scope >= 0 {
        let type = typeOfDeclaration[Int(scope)]
        return type >= 0 ? .instance(of: type) : .external
      }
      guard let type = resolveType(node, file: file, scope: scope) else { return .external }
      let nominal = dealias(type)
      return kinds[Int(nominal)].isNominalType ? .instance(of: nominal) : .unknown
    default: return .external
    }
  }
}
