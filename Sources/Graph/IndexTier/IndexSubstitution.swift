import Facts
import IndexStore
import Model

/// Takes the references of the files that the compiler's index covers from there, in place of the resolver's.
///
/// What the index does not speak of stays as the resolver has it, with the confidence that has: references to locals,
/// in arguments of macros, in clauses of `#if` that were not compiled, to files that were not. The compiler also leaves an
/// index of code that it refuses, without what stands in the expressions at fault; so where the index is silent, what the
/// resolver is sure of stays as well. Where it names something else, or is silent on a guess, the resolver's is dropped.
package struct IndexSubstitution {
  /// What becomes of one file.
  private struct Outcome: Sendable {
    var references: [Reference]
    var unresolved: [UnresolvedReference]
  }

  private let graph: CodeGraph
  private let tier: IndexTier
  /// For each file the first of its references, resolved and not; one more at the end.
  private let resolvedStarts: [Int]
  private let unresolvedStarts: [Int]
  /// Every pair that the index has of a member and what it implements or overrides.
  private let witnesses: Set<CodeGraph.Witness>

  /// The graph with what `tier`, made from its files, knows better. Linear; the same whatever the number of workers.
  package static func graph(_ graph: CodeGraph, taking tier: IndexTier, workers: Int) -> CodeGraph {
    guard tier.files.contains(where: { $0.state == .covered }) else { return graph }
    return IndexSubstitution(graph, tier).run(workers: workers)
  }

  private init(_ graph: CodeGraph, _ tier: IndexTier) {
    self.graph = graph
    self.tier = tier
    resolvedStarts = Self.starts(graph.references.map(\.file), fileCount: graph.files.count)
    unresolvedStarts = Self.starts(graph.unresolvedReferences.map(\.file), fileCount: graph.files.count)
    witnesses = Set(
      tier.files.lazy.flatMap(\.witnesses).map { CodeGraph.Witness(member: $0.declaration, requirement: $0.target) })
  }

  private static func starts(_ files: [Int32], fileCount: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: fileCount + 1)
    for file in files { starts[Int(file) + 1] += 1 }
    for index in 0..<fileCount { starts[index + 1] += starts[index] }
    return starts
  }

  private func run(workers: Int) -> CodeGraph {
    let outcomes = parallelMap(count: graph.files.count, workers: workers) { outcome(ofFile: $0) }
    var result = graph
    result.unresolvedReferences = outcomes.flatMap(\.unresolved)
    result.witnesses = mergedWitnesses()
    result.references = outcomes.flatMap(\.references)
    result.sumUp(workers: workers)
    return result
  }

  // MARK: One file

  private func outcome(ofFile index: Int) -> Outcome {
    let references = graph.references[resolvedStarts[index]..<resolvedStarts[index + 1]]
    let unresolved = graph.unresolvedReferences[unresolvedStarts[index]..<unresolvedStarts[index + 1]]
    guard tier.files[index].state == .covered else {
      return Outcome(references: Array(references), unresolved: Array(unresolved))
    }
    let file = graph.files[index]
    var written = WrittenUses(tier.files[index], facts: file.facts)
    for (local, fact) in file.facts.declarations.enumerated()
    where tier.isDeclarationKnown[Int(file.firstDeclaration) + local] {
      written.declared.insert(fact.nameToken)
    }
    var result = tier.references(ofFile: index, in: file) + overrides(ofFile: index)
    for reference in references where keeps(reference, written, file) { result.append(reference) }
    result.sort { ($0.node, $0.role.rawValue, $0.target) < ($1.node, $1.role.rawValue, $1.target) }
    return Outcome(references: result, unresolved: unresolved.compactMap { checked($0, written, file) })
  }

  /// Below it a reference is one of the resolver's guesses, in percent.
  private static let leastSure: UInt8 = 90

  /// Whether a reference of the resolver's stays.
  private func keeps(_ reference: Reference, _ written: WrittenUses, _ file: CodeGraph.File) -> Bool {
    let node = Int(reference.node)
    guard let token = ReferenceSites.token(ofNode: node, tree: file.facts.tree) else { return true }
    let target = Int(reference.target)
    if IndexRegions.isDeclaration(file.facts.tree[node].kind) {
      // Where the index knows both sides of an override, it has it or it is none.
      return !tier.isDeclarationKnown[target] || !written.declared.contains(UInt32(token))
    }
    if let names = written.names[Int32(token)] {
      // A declaration of a file that is not covered looks as if it were of outside the repository.
      let targetFile = graph.fileOfDeclaration[target]
      return tier.files[Int(targetFile)].state != .covered && names.contains(graph.declarationName(target))
    }
    return reference.confidence >= Self.leastSure || !tier.isDeclarationKnown[target]
      || written.regions.blindness(ofNode: node, token: token) != nil
  }

  /// What a reference without a target is once the index has spoken; nil where it has one.
  private func checked(
    _ reference: UnresolvedReference, _ written: WrittenUses, _ file: CodeGraph.File
  ) -> UnresolvedReference? {
    let node = Int(reference.node)
    guard let token = ReferenceSites.token(ofNode: node, tree: file.facts.tree) else { return reference }
    if written.resolved.contains(Int32(token)) { return nil }
    var result = reference
    if written.names[Int32(token)] != nil, reference.reason != .external {
      (result.reason, result.base) = (.external, -1)
    }
    return result
  }

  /// What declarations of a file override or implement, by their own nodes.
  private func overrides(ofFile index: Int) -> [Reference] {
    let file = graph.files[index]
    return tier.files[index].witnesses.compactMap { witness in
      let local = Int(witness.declaration - file.firstDeclaration)
      guard witness.isAtOwnName, witness.target >= 0, file.facts.declarations.indices.contains(local) else {
        return nil
      }
      let node = file.facts.declarations[local].node
      let around = file.facts.declaration(aroundNode: Int(node))
      return Reference(
        file: Int32(index), node: node, source: around < 0 ? -1 : file.firstDeclaration + Int32(around),
        target: witness.target, role: .override, confidence: IndexTier.confidence)
    }
  }

  // MARK: Witnesses

  /// The index's pairs; the resolver's only of members or requirements that the index does not know, and those with what
  /// is declared outside: to believe a member needless because of one source that is silent would be rash.
  private func mergedWitnesses() -> [CodeGraph.Witness] {
    let kept = graph.witnesses.filter { witness in
      witness.requirement < 0 || !tier.isDeclarationKnown[Int(witness.member)]
        || !tier.isDeclarationKnown[Int(witness.requirement)]
    }
    return witnesses.union(kept).sorted()
  }

  /// Where the index has uses in a file that are written there.
  private struct WrittenUses {
    /// By token the names of the symbols used there: of a type and of its initialiser at once.
    var names: [Int32: [String]] = [:]
    /// Tokens at which it names declarations of the repository.
    var resolved: Set<Int32> = []
    let regions: IndexRegions
    /// Tokens that are names of declarations that the index knows.
    var declared: Set<UInt32> = []

    init(_ file: IndexTier.File, facts: FileFacts) {
      regions = IndexRegions(facts: facts, indexed: file)
      for use in file.uses where use.token >= 0 && !use.traits.contains(.isImplicit) {
        names[use.token, default: []].append(String(file.symbols[Int(use.symbol)].baseName))
        if use.target >= 0 { resolved.insert(use.token) }
      }
    }
  }
}

extension CodeGraph {
  fileprivate func declarationName(_ index: Int) -> String {
    let file = file(ofDeclaration: index)
    return file.facts.strings[declaration(index).name]
  }
}
