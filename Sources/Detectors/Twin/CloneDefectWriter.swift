import Facts
import Graph
import Model

/// Words a group of clones as a defect at its first member, with the others as evidence.
struct CloneDefectWriter {
  /// Members that are listed; a message that says how many there are counts all.
  private static let evidenceLimit = 50
  /// Characters of a name that are shown.
  private static let nameLimit = 40

  let graph: CodeGraph
  /// Indices of the graph's files by rank.
  let order: [Int]
  let units: [CloneUnit]

  func defect(_ group: CloneGroup) -> Defect {
    let first = group.regions[0]
    let file = graph.files[order[first.file]]
    let lines = group.regions.map { graph.files[order[$0.file]].facts.codeLineCount(of: $0.tokens) }
    let isTest = group.regions.allSatisfy { isTestCode(order[$0.file]) }
    return Defect(
      file: order[first.file], offset: file.facts.tokens.offsets[first.tokens.lowerBound],
      endOffset: file.facts.endOffset(ofToken: first.tokens.upperBound - 1), declaration: declaration(around: first),
      message: message(group, lines: lines[0]),
      confidence: group.isIdentical ? 1 : group.isConsistent ? 0.95 : 0.85,
      units: Double(lines.dropFirst().reduce(0, +)), severity: isTest ? .note : nil, identity: identity(of: first),
      evidence: zip(group.regions.dropFirst(), group.relations).prefix(Self.evidenceLimit).map { region, plane in
        Defect.Place(
          file: order[region.file], firstToken: region.tokens.lowerBound, lastToken: region.tokens.upperBound - 1,
          message: relation(plane))
      })
  }

  /// Whether the file belongs to a test target or, where no target has it, lies in a folder of tests.
  private func isTestCode(_ index: Int) -> Bool {
    let file = graph.files[index]
    if file.module >= 0, graph.layout.modules[Int(file.module)].kind == .test { return true }
    return file.path.split(separator: "/").dropLast().contains { $0.hasSuffix("Tests") || $0 == "Tests" }
  }

  /// The declaration that the region is, or else the one it stands in.
  private func declaration(around region: CloneRegion) -> Int {
    let file = graph.files[order[region.file]]
    let node = Int(units[region.firstUnit].node)
    let place = region.count == 1 ? node : Int(file.facts.tree[node].parent)
    let index = file.facts.declaration(aroundNode: place)
    return index < 0 ? -1 : Int(file.firstDeclaration) + index
  }

  /// The hash of the region's tokens without names and literals, in letters, as digits do not count in an identity.
  private func identity(of region: CloneRegion) -> String {
    var hash = StableHash()
    for unit in units[region.firstUnit..<region.firstUnit + region.count] { hash.combine(unit.shape) }
    let letters = stride(from: 0, to: 64, by: 4).map { shift in
      UInt8(ascii: "a") + UInt8(truncatingIfNeeded: (hash.value >> UInt64(shift)) & 15)
    }
    return String(decoding: letters, as: UTF8.self)
  }

  private func message(_ group: CloneGroup, lines: Int) -> String {
    let others = group.regions.count - 1
    let places = others == 1 ? "in 1 other place" : "in \(others) other places"
    let size = lines == 1 ? "1 line is repeated" : "\(lines) lines are repeated"
    if group.isIdentical { return "\(size) \(places), token for token" }
    let kind = group.isConsistent ? "consistently" : "inconsistently"
    let differing = group.relations.first { !$0.isIdentical }
    guard let differing, differing.renamingCount > 0 else { return "\(size) \(places) with other literals" }
    return "\(size) \(places), \(kind) renamed: \(mapping(differing))"
  }

  private func relation(_ plane: MirrorPlane) -> String {
    if plane.isIdentical { return "the same tokens" }
    let literals = plane.literals - plane.sameLiterals
    let values = literals == 0 ? "" : literals == 1 ? "1 literal differs" : "\(literals) literals differ"
    guard plane.renamingCount > 0 else { return "the same but for literals: \(values)" }
    let kind = plane.isConsistent ? "renamed consistently" : "renamed inconsistently"
    return "\(kind): \(mapping(plane))" + (values.isEmpty ? "" : "; \(values)")
  }

  private func mapping(_ plane: MirrorPlane) -> String {
    let shown = plane.renamings.map { "\(shortened($0.from)) → \(shortened($0.to))" }.joined(separator: ", ")
    let hidden = plane.renamingCount - plane.renamings.count
    return hidden > 0 ? "\(shown) and \(hidden) more" : shown
  }

  private func shortened(_ name: String) -> String {
    name.count > Self.nameLimit ? "\(name.prefix(Self.nameLimit))…" : name
  }
}
