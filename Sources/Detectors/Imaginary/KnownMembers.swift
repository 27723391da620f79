import Facts
import Graph
import Model

/// The names that a type of the repository really has, for naming the one that may have been meant.
struct KnownMembers {
  private let graph: CodeGraph
  /// What each type names in its inheritance clauses.
  private let inherited: [Int32: [Int32]]

  init(of graph: CodeGraph) {
    self.graph = graph
    var inherited: [Int32: [Int32]] = [:]
    for reference in graph.references
    where (reference.role == .inherit || reference.role == .conform) && reference.source >= 0 {
      inherited[graph.typeOfDeclaration[Int(reference.source)], default: []].append(reference.target)
    }
    self.inherited = inherited
  }

  /// Members of a nominal type (by global index) and of the types of the repository that it inherits from, by base name;
  /// sorted, each once.
  func names(of type: Int) -> [String] {
    Set(
      members(of: type).map { graph.files[Int(graph.fileOfDeclaration[$0])].facts.strings[graph.declaration($0).name] }
    )
    .subtracting(["init", "subscript", "deinit"]).sorted()
  }

  /// Full names of the overloads that a call may have meant: those that share the base name and the type of one of them.
  func overloads(of declaration: Int) -> [String] {
    let fact = graph.declaration(declaration)
    let facts = graph.file(ofDeclaration: declaration).facts
    let name = facts.strings[fact.name]
    if fact.kind.isNominalType {
      let own = members(of: declaration).filter { graph.declaration($0).kind == .initializer }
      return Set(own.map { fullName($0) }).sorted()
    }
    let type = Int(graph.typeOfDeclaration[declaration])
    let pool = type >= 0 && type != declaration ? members(of: type) : Array(0..<graph.declarationCount)
    // Members of a type outside the repository stand in extensions that bear its name.
    let extended = type < 0 ? nameAround(declaration) : nil
    let same = pool.filter { index in
      let other = graph.declaration(index)
      return other.kind.isCallable && (type >= 0 || nameAround(index) == extended)
        && graph.file(ofDeclaration: index).facts.strings[other.name] == name
    }
    return Set(same.map { fullName($0) }).sorted()
  }

  /// The name of what a declaration stands in; nil at file scope.
  private func nameAround(_ declaration: Int) -> String? {
    let file = graph.file(ofDeclaration: declaration)
    let parent = graph.declaration(declaration).parent
    return parent < 0 ? nil : file.facts.strings[file.facts.declarations[Int(parent)].name]
  }

  private func fullName(_ declaration: Int) -> String {
    graph.file(ofDeclaration: declaration).facts.strings[graph.declaration(declaration).fullName]
  }

  private func members(of type: Int) -> [Int] {
    let types = lineage(of: type)
    return (0..<graph.declarationCount).filter { index in
      let fact = graph.declaration(index)
      return fact.kind != .extension && fact.parent >= 0 && !fact.traits.contains(.isLocal)
        && types.contains(
          Int32(graph.typeOfDeclaration[index] == index ? parentType(index) : Int(graph.typeOfDeclaration[index])))
    }
  }

  /// The type that a nested type stands in; -1 for none.
  private func parentType(_ declaration: Int) -> Int {
    let file = graph.file(ofDeclaration: declaration)
    let parent = graph.declaration(declaration).parent
    return parent < 0 ? -1 : Int(graph.typeOfDeclaration[Int(file.firstDeclaration) + Int(parent)])
  }

  /// The type and all types of the repository that it inherits from.
  private func lineage(of type: Int) -> Set<Int32> {
    var found: Set<Int32> = [Int32(type)]
    var open: [Int32] = [Int32(type)]
    while let next = open.popLast() {
      for target in inherited[next, default: []] where found.insert(target).inserted { open.append(target) }
    }
    return found
  }
}
