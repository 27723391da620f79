import Facts
import Model

/// Finds what a person means by a symbol: a module, a file, or a declaration.
///
/// The first of these that finds anything decides: the exact form `module:Name`, path or `path#Qualified.name`; a
/// module's name, or a declaration's qualified name, with or without its module before it; the end of a path; a qualified
/// name without argument labels; the end of a qualified name.
package struct FocusSearch {
  /// What a symbol comes to.
  package enum Outcome: Sendable, Equatable {
    /// Nodes of the ``LevelGraph``, ascending, at least one.
    case nodes([Int])
    /// Exact forms of the several things it may mean.
    case ambiguous([String])
    /// It names something that has no node at this level, such as a module without files.
    case empty
    case unknown
  }

  /// Something that a symbol can name.
  private enum Subject {
    case module(Int)
    case file(Int)
    case declaration(Int)
  }

  private let graph: CodeGraph
  private let view: LevelGraph

  package init(_ graph: CodeGraph, _ view: LevelGraph) {
    self.graph = graph
    self.view = view
  }

  package func find(_ symbol: String) -> Outcome {
    for step in [exact, named, pathEnd, unlabelled, nameEnd] {
      let found = step(symbol)
      guard !found.isEmpty else { continue }
      let sets = Set(found.map(nodes))
      if sets.count == 1, let nodes = sets.first { return nodes.isEmpty ? .empty : .nodes(nodes) }
      return .ambiguous(Set(found.map(exactForm)).sorted())
    }
    return .unknown
  }

  /// Every name that ``find(_:)`` knows, with the short form by which a person may have misspelt it.
  package func names() -> [(name: String, short: String)] {
    var names = graph.layout.modules.map { ($0.name, $0.importName) }
    for file in graph.files where !file.isManifest {
      names.append((file.path, NodeNames.lastPart(of: file.path)))
      for (local, fact) in file.facts.declarations.enumerated() where isSearched(Int(file.firstDeclaration) + local) {
        names.append((file.facts.qualifiedName(of: local), file.facts.strings[fact.name]))
      }
    }
    return names
  }

  // MARK: Steps

  private func exact(_ symbol: String) -> [Subject] {
    let modules = graph.layout.modules.indices.filter { "module:\(graph.layout.modules[$0].name)" == symbol }
    if let module = modules.first { return [.module(module)] }
    let files = files { $0 == symbol }
    if !files.isEmpty { return files }
    guard let hash = symbol.lastIndex(of: "#") else { return [] }
    let name = symbol[symbol.index(after: hash)...]
    return declarations(named: String(name)) { declaration, qualified in
      graph.file(ofDeclaration: declaration).path == symbol[..<hash] && qualified == name
    }
  }

  private func named(_ symbol: String) -> [Subject] {
    let modules = graph.layout.modules.indices.filter { index in
      graph.layout.modules[index].name == symbol || graph.layout.modules[index].importName == symbol
    }
    return modules.map { .module($0) }
      + declarations(named: symbol) { declaration, qualified in
        qualified == symbol || isBehindModule(qualified, of: declaration, in: symbol)
      }
  }

  private func isBehindModule(_ qualified: String, of declaration: Int, in symbol: String) -> Bool {
    let module = Int(graph.file(ofDeclaration: declaration).module)
    guard module >= 0, symbol.utf8.count > qualified.utf8.count, symbol.hasSuffix(qualified) else { return false }
    return symbol == "\(graph.layout.modules[module].importName).\(qualified)"
      || symbol == "\(graph.layout.modules[module].name).\(qualified)"
  }

  private func pathEnd(_ symbol: String) -> [Subject] { files { $0.hasSuffix("/" + symbol) } }

  private func unlabelled(_ symbol: String) -> [Subject] {
    guard !symbol.contains("(") else { return [] }
    return declarations(named: symbol) { declaration, qualified in
      let plain = Self.withoutLabels(qualified)
      return plain == symbol || isBehindModule(plain, of: declaration, in: symbol)
    }
  }

  private func nameEnd(_ symbol: String) -> [Subject] {
    declarations(named: symbol) { _, qualified in
      qualified.hasSuffix("." + symbol)
        || (!symbol.contains("(") && Self.withoutLabels(qualified).hasSuffix("." + symbol))
    }
  }

  private static func withoutLabels(_ name: String) -> String {
    name.last == ")" ? String(name[..<(name.lastIndex(of: "(") ?? name.endIndex)]) : name
  }

  // MARK: Candidates

  private func files(where matches: (String) -> Bool) -> [Subject] {
    graph.files.indices.filter { !graph.files[$0].isManifest && matches(graph.files[$0].path) }.map { .file($0) }
  }

  /// The declarations whose base name ends the symbol and that match. Local ones, and extensions of the repository's own
  /// types, cannot be named.
  private func declarations(named symbol: String, _ matches: (Int, String) -> Bool) -> [Subject] {
    let end = Self.withoutLabels(symbol)
    var found: [Subject] = []
    for file in graph.files where !file.isManifest {
      for (local, fact) in file.facts.declarations.enumerated() {
        let declaration = Int(file.firstDeclaration) + local
        guard end.hasSuffix(file.facts.strings[fact.name]), isSearched(declaration) else { continue }
        if matches(declaration, file.facts.qualifiedName(of: local)) { found.append(.declaration(declaration)) }
      }
    }
    return found
  }

  private func isSearched(_ declaration: Int) -> Bool {
    let fact = graph.declaration(declaration)
    return !fact.traits.contains(.isLocal) && !(fact.kind == .extension && graph.typeOfDeclaration[declaration] >= 0)
  }

  private func exactForm(_ subject: Subject) -> String {
    switch subject {
    case .module(let index): "module:\(graph.layout.modules[index].name)"
    case .file(let index): graph.files[index].path
    case .declaration(let index): "\(graph.file(ofDeclaration: index).path)#\(graph.qualifiedName(index))"
    }
  }

  // MARK: Nodes

  private func nodes(of subject: Subject) -> [Int] {
    var nodes: Set<Int32> = []
    switch subject {
    case .module(let index):
      if view.level == .module { return [index] }
      for file in graph.files.indices where graph.files[file].module == Int32(index) { insert(file: file, to: &nodes) }
    case .file(let index): insert(file: index, to: &nodes)
    case .declaration(let index):
      nodes.insert(view.nodeOfDeclaration[index])
      guard view.level == .declaration, graph.declaration(index).kind.isNominalType else { break }
      // A type at the level of declarations is all that it holds.
      for (member, type) in graph.typeOfDeclaration.enumerated() where type == Int32(index) {
        nodes.insert(view.nodeOfDeclaration[member])
      }
    }
    return nodes.filter { $0 >= 0 }.map(Int.init).sorted()
  }

  private func insert(file index: Int, to nodes: inout Set<Int32>) {
    let file = graph.files[index]
    nodes.insert(view.nodeOfFile[index])
    for local in file.facts.declarations.indices {
      nodes.insert(view.nodeOfDeclaration[Int(file.firstDeclaration) + local])
    }
  }
}
