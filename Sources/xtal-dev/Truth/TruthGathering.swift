import Facts
import Graph
import IndexStore

/// Brings a graph and the index of its files into the form that the comparison takes.
struct TruthGathering {
  private let graph: CodeGraph
  private let tier: IndexTier
  private var input = TruthInput()

  static func input(graph: CodeGraph, tier: IndexTier) -> TruthInput {
    var gathering = TruthGathering(graph: graph, tier: tier)
    gathering.run()
    return gathering.input
  }

  private init(graph: CodeGraph, tier: IndexTier) {
    self.graph = graph
    self.tier = tier
  }

  private mutating func run() {
    input.files = graph.files.map { TruthInput.File(path: $0.path, module: $0.module) }
    input.declarations = (0..<graph.declarationCount).map(declaration)
    var indexed = graph.files.map { _ in Set<TruthPlace>() }
    for file in graph.files.indices where tier.files[file].state == .covered {
      let first = input.index.count
      addIndex(file)
      indexed[file] = Set(input.index[first...].lazy.filter { $0.apart == nil }.map(\.place))
    }
    var next = 0
    var nextUnresolved = 0
    for file in graph.files.indices {
      let first = next
      while next < graph.references.count, graph.references[next].file == file { next += 1 }
      let firstUnresolved = nextUnresolved
      while nextUnresolved < graph.unresolvedReferences.count,
        graph.unresolvedReferences[nextUnresolved].file == file
      {
        nextUnresolved += 1
      }
      guard tier.files[file].state == .covered else { continue }
      addOurs(file, graph.references[first..<next], indexed: indexed[file])
      addUnresolved(file, graph.unresolvedReferences[firstUnresolved..<nextUnresolved])
    }
  }

  private func declaration(_ index: Int) -> TruthInput.Declaration {
    let file = graph.fileOfDeclaration[index]
    let type = graph.typeOfDeclaration[index]
    let fact = graph.declaration(index)
    return TruthInput.Declaration(
      kind: fact.kind, group: type >= 0 ? type : -2 - file, file: file, name: graph.qualifiedName(index),
      line: graph.files[Int(file)].facts.position(ofToken: Int(fact.nameToken)).line)
  }

  // MARK: The index

  private mutating func addIndex(_ file: Int) {
    let facts = graph.files[file].facts
    let region = IndexRegions(facts: facts, indexed: tier.files[file])
    for use in tier.files[file].uses {
      let place = TruthPlace(file: Int32(file), line: use.line, column: use.column)
      guard use.target >= 0 else {
        if !use.traits.contains(.isImplicit), !use.traits.contains(.isSynthesised) {
          input.outside[place] = tier.files[file].symbols[Int(use.symbol)].name
        }
        continue
      }
      input.index.append(
        TruthUse(
          place: place, target: use.target, role: use.role,
          name: use.token < 0 ? "" : facts.strings[facts.tokens.texts[Int(use.token)]],
          from: group(file, node: Int(use.node)), apart: apart(use, region)))
    }
    for witness in tier.files[file].witnesses where witness.target >= 0 {
      let pair = TruthWitness(declaration: witness.declaration, target: witness.target)
      if witness.isAtOwnName { input.indexWitnesses.insert(pair) } else { input.impliedWitnesses.insert(pair) }
    }
  }

  private func apart(_ use: IndexUse, _ regions: IndexRegions) -> TruthApart? {
    if use.traits.contains(.isImplicit) { return .implicit }
    if use.traits.contains(.isLabel) { return .label }
    return Self.apart(regions.blindness(ofNode: Int(use.node), token: Int(use.token)))
  }

  private static func apart(_ blindness: IndexRegions.Blindness?) -> TruthApart? {
    switch blindness {
    case .macroArgument: .macroArgument
    case .inactiveClause: .inactive
    case nil: nil
    }
  }

  /// The type around a node, or its file.
  private func group(_ file: Int, node: Int) -> Int32 {
    let local = graph.files[file].facts.declaration(aroundNode: node)
    let type = local < 0 ? -1 : graph.typeOfDeclaration[Int(graph.files[file].firstDeclaration) + local]
    return type >= 0 ? type : -2 - Int32(file)
  }

  // MARK: The resolver

  /// `indexed` holds the places at which the index names a declaration of the repository.
  private mutating func addOurs(_ file: Int, _ references: ArraySlice<Reference>, indexed: Set<TruthPlace>) {
    let facts = graph.files[file].facts
    let regions = IndexRegions(facts: facts, indexed: tier.files[file])
    for reference in references {
      let node = Int(reference.node)
      guard let token = ReferenceSites.token(ofNode: node, tree: facts.tree) else { continue }
      if IndexRegions.isDeclaration(facts.tree[node].kind) {
        addWitness(file, token: token, reference)
        continue
      }
      let place = place(file, token: token)
      input.ours.append(
        TruthUse(
          place: place, target: reference.target, role: reference.role,
          name: facts.strings[facts.tokens.texts[token]], from: group(file, node: node),
          confidence: reference.confidence,
          apart: Self.apart(regions.blindness(ofNode: node, token: token))
            ?? apart(target: Int(reference.target), isIndexed: indexed.contains(place), place)))
    }
  }

  private mutating func addWitness(_ file: Int, token: Int, _ reference: Reference) {
    let facts = graph.files[file].facts
    guard let local = facts.declarations.firstIndex(where: { Int($0.nameToken) == token }) else { return }
    let declaration = graph.files[file].firstDeclaration + Int32(local)
    guard tier.isDeclarationKnown[Int(declaration)], tier.isDeclarationKnown[Int(reference.target)] else { return }
    input.ourWitnesses.insert(TruthWitness(declaration: declaration, target: reference.target))
  }

  /// A target that the index cannot know is no error of ours, unless the index names something else at the place.
  private func apart(target: Int, isIndexed: Bool, _ place: TruthPlace) -> TruthApart? {
    guard !isIndexed, !tier.isDeclarationKnown[target] else { return nil }
    let file = Int(graph.fileOfDeclaration[target])
    let outside = input.outside[place]
    guard tier.files[file].state != .covered else { return outside == nil ? .local : nil }
    // A symbol of a file that is not covered looks as if it were of outside the repository.
    let fact = graph.declaration(target)
    let name = graph.files[file].facts.strings[fact.name]
    return outside.map { $0 == name || $0.hasPrefix(name + "(") } ?? false ? .uncovered : nil
  }

  private mutating func addUnresolved(_ file: Int, _ references: ArraySlice<UnresolvedReference>) {
    let facts = graph.files[file].facts
    for reference in references {
      guard let token = ReferenceSites.token(ofNode: Int(reference.node), tree: facts.tree) else { continue }
      input.unresolved[place(file, token: token)] = reference.reason
    }
  }

  private func place(_ file: Int, token: Int) -> TruthPlace {
    let position = graph.files[file].facts.position(ofToken: token)
    return TruthPlace(file: Int32(file), line: UInt32(position.line), column: UInt32(position.column))
  }
}
