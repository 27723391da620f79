import Facts
import Graph
import Model

/// Chooses places where the resolver is sure of a member or of a callee, and makes one fault at each.
///
/// Only types count of which everything is known: their modules, and those that these reach, import nothing but modules
/// of the repository, of the library's table and of platforms, and what the types inherit from is known and no macro.
///
/// Deterministic: the same graph, count and seed give the same faults. Places whose fault would change what other code
/// infers (initial values, code outside of declarations) are left out, so that faults of one round do not meet.
struct InjectionChooser {
  /// References at least this sure, in percent: the type of the base was known and one declaration fitted.
  private static let sure: UInt8 = 96
  /// Faults in one file at most: each needs a round of its own.
  static let perFile = 8

  private let graph: CodeGraph
  /// Names that something declares: a fault must not hit one of them.
  private let declared: Set<String>
  /// By module whether everything that it reaches is known.
  private let isModuleKnown: [Bool]
  private let openTypes: Set<Int32>
  /// Labels of callables by base name.
  private let labels: [String: Set<String>]
  private var generator: SeededGenerator

  /// `library` holds the modules that the graph was linked with.
  init(graph: CodeGraph, library: [LibraryModule], seed: UInt64) {
    self.graph = graph
    generator = SeededGenerator(seed: seed)
    isModuleKnown = Self.knownModules(graph, library)
    openTypes = Set(graph.openTypes)
    var declared: Set<String> = []
    var labels: [String: Set<String>] = [:]
    for facts in graph.files.map(\.facts) + library.flatMap(\.parts) {
      for declaration in facts.declarations {
        declared.insert(facts.strings[declaration.name])
        guard declaration.kind.isCallable else { continue }
        let base = declaration.kind == .initializer ? "init" : facts.strings[declaration.name]
        for node in facts.tree.children(of: Int(declaration.node)) where facts.tree[node].kind == .parameter {
          labels[base, default: []].insert(facts.strings[facts.tree[node].name])
        }
      }
    }
    self.declared = declared
    self.labels = labels
  }

  private static func knownModules(_ graph: CodeGraph, _ library: [LibraryModule]) -> [Bool] {
    let names = Set(library.map(\.name)).union(graph.layout.modules.map(\.importName))
    var isKnown = [Bool](repeating: true, count: graph.layout.modules.count)
    for file in graph.files where file.module >= 0 && !file.isManifest {
      for item in file.facts.imports {
        let name = file.facts.strings[item.module]
        let top = String(name.prefix { $0 != "." })
        if !names.contains(name), !names.contains(top), !GraphLinker.isPlatformModule(top) {
          isKnown[Int(file.module)] = false
        }
      }
    }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for item in graph.moduleImports where !isKnown[Int(item.module)] {
        let module = Int(graph.files[Int(item.file)].module)
        if module >= 0, isKnown[module] { (isKnown[module], hasChanged) = (false, true) }
      }
    }
    return isKnown
  }

  /// At most `count` faults in an order of chance.
  mutating func choose(_ count: Int) -> [Injection] {
    var chosen: [Injection] = []
    var perFile = [Int](repeating: 0, count: graph.files.count)
    var taken: Set<[Int]> = []
    let places = self.places().shuffled(using: &generator)
    for place in places where chosen.count < count {
      guard perFile[place.file] < Self.perFile, !taken.contains([place.file, place.node]) else { continue }
      guard let fault = fault(at: place) else { continue }
      taken.insert([place.file, place.node])
      perFile[place.file] += 1
      chosen.append(fault)
    }
    return chosen
  }

  // MARK: Places

  private struct Place {
    var subject: Injection.Subject
    var file: Int
    var node: Int
    /// Global index of what is named; -1 for the library's.
    var target: Int
  }

  private func places() -> [Place] {
    var found: [Place] = []
    for reference in graph.references
    where reference.confidence >= Self.sure && isInBody(Int(reference.file), Int(reference.source), Int(reference.node))
    {
      let facts = graph.files[Int(reference.file)].facts
      let node = Int(reference.node)
      let target = graph.declaration(Int(reference.target))
      let owner = graph.typeOfDeclaration[Int(reference.target)]
      guard owner < 0 || !openTypes.contains(owner) else { continue }
      let isNamed = facts.tree[node].kind == .member || facts.tree[node].kind == .reference
      if facts.tree[node].kind == .member, target.parent >= 0, !target.traits.contains(.isLocal),
        target.kind != .initializer
      {
        found.append(
          Place(subject: .member, file: Int(reference.file), node: node, target: Int(reference.target)))
      }
      let parent = Int(facts.tree[node].parent)
      if isNamed, reference.role == .call, target.kind.isCallable, facts.tree[parent].kind == .call, parent + 1 == node
      {
        found.append(Place(subject: .label, file: Int(reference.file), node: node, target: Int(reference.target)))
      }
    }
    for item in graph.unresolvedReferences
    where item.reason == .external && item.base >= 0 && graph.libraryModules[Int(item.base)].name == "Swift"
      && isInBody(Int(item.file), Int(item.source), Int(item.node))
    {
      let node = graph.files[Int(item.file)].facts.tree[Int(item.node)]
      if node.kind == .member, node.flags.contains(.hasBase) {
        found.append(Place(subject: .libraryMember, file: Int(item.file), node: Int(item.node), target: -1))
      }
    }
    return found
  }

  /// Whether a place is in the body of a function, outside of `#if` and patterns: a fault in an initial value may take
  /// the type of what it initialises, clauses may not be compiled, and patterns may bear labels of their own.
  private func isInBody(_ file: Int, _ source: Int, _ node: Int) -> Bool {
    let tree = graph.files[file].facts.tree
    var current = node
    while current > 0 {
      switch tree[current].kind {
      case .ifConfigClause, .caseItem, .expressionPattern: return false
      default: current = Int(tree[current].parent)
      }
    }
    guard source >= 0, graph.files[file].module >= 0, !graph.files[file].isManifest,
      isModuleKnown[Int(graph.files[file].module)],
      graph.files[file].facts.gaps.isEmpty
    else { return false }
    switch graph.declaration(source).kind {
    case .function, .initializer, .subscript, .deinitializer: return true
    default: return false
    }
  }

  // MARK: Faults

  private mutating func fault(at place: Place) -> Injection? {
    place.subject == .label ? labelFault(at: place) : memberFault(at: place)
  }

  private mutating func memberFault(at place: Place) -> Injection? {
    let facts = graph.files[place.file].facts
    let node = facts.tree[place.node]
    let name = facts.strings[node.name]
    let offset = Int(facts.tokens.offsets[Int(node.nameToken)])
    guard name.utf8.count > 2, name.utf8.allSatisfy({ $0 < 0x80 }), name != "init", name != "self" else { return nil }
    for mutation in NameMutation.allCases.shuffled(using: &generator) {
      for wrong in mutation.names(from: name, using: &generator)
      where wrong != name && !declared.contains(wrong) && Self.isIdentifier(wrong) {
        return Injection(
          subject: place.subject, mutation: mutation.rawValue, isNear: mutation.isNear, file: place.file,
          range: offset..<offset + name.utf8.count, replacement: wrong, offset: offset, original: name)
      }
    }
    return nil
  }

  private mutating func labelFault(at place: Place) -> Injection? {
    let file = graph.files[place.file]
    let facts = file.facts
    let tree = facts.tree
    let target = graph.declaration(place.target)
    let strings = graph.file(ofDeclaration: place.target).facts.strings
    let base = target.kind == .initializer ? "init" : strings[target.name]
    let known = labels[base] ?? []
    let callee = tree[place.node]
    let arguments = tree.children(of: Int(callee.parent)).filter {
      tree[$0].kind == .argument && !tree[$0].flags.contains(.trailingClosure)
    }
    guard let argument = arguments.randomElement(using: &generator), let value = tree.firstChild(of: argument) else {
      return nil
    }
    let start = Int(facts.tokens.offsets[Int(tree[value].firstToken)])
    let label = facts.strings[tree[argument].name]
    var fault = Injection(
      subject: .label, mutation: "label added", isNear: true, file: place.file, range: start..<start, replacement: "",
      offset: Int(facts.tokens.offsets[Int(callee.nameToken)]), original: strings[target.fullName])
    if label.isEmpty {
      guard let added = ["value", "item", "with", "of"].first(where: { !known.contains($0) }) else { return nil }
      fault.replacement = "\(added): "
      return fault
    }
    let offset = Int(facts.tokens.offsets[Int(tree[argument].nameToken)])
    if !known.contains(""), !known.contains("_"), Bool.random(using: &generator) {
      fault.mutation = "label dropped"
      fault.range = offset..<start
      return fault
    }
    for mutation in NameMutation.allCases.shuffled(using: &generator) {
      for wrong in mutation.names(from: label, using: &generator) where !known.contains(wrong) && wrong != label {
        guard Self.isIdentifier(wrong) else { continue }
        fault.mutation = "label renamed"
        fault.range = offset..<offset + label.utf8.count
        fault.replacement = wrong
        return fault
      }
    }
    return nil
  }

  /// Whether a text is a plain name and no word of the language that may stand in its place.
  private static func isIdentifier(_ name: String) -> Bool {
    let words: Set<String> = [
      "as", "in", "is", "do", "if", "for", "let", "var", "self", "Self", "init", "try", "case", "else", "func", "enum",
      "true", "false", "nil", "where", "while", "repeat", "return", "switch", "throw", "throws", "super", "default",
      "guard", "break", "import", "struct", "class", "Type", "Protocol", "inout", "static",
    ]
    return !name.isEmpty && !words.contains(name)
      && name.utf8.allSatisfy { byte in
        byte >= 97 && byte <= 122 || byte >= 65 && byte <= 90 || byte >= 48 && byte <= 57 || byte == 95
      }
  }
}
