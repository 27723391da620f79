import Graph
import Testing

@testable import Detectors

/// Strong components, shortest cycles, and members that consist of several nodes.
@Suite struct DependencyCycleTests {
  private func graph(_ count: Int, _ pairs: [(Int, Int)]) -> DependencyGraph {
    DependencyGraph(
      nodeCount: count,
      uses: pairs.enumerated().map { index, pair in
        DependencyGraph.Edge(from: pair.0, to: pair.1, weight: 1, example: index, confidence: 0.9)
      })
  }

  @Test func componentsAreFound() {
    let graph = graph(8, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (5, 6), (6, 7), (0, 0), (7, 7)])
    #expect(StrongComponents.cycles(in: graph) == [[0, 1, 2], [3, 4]])
  }

  /// The way of a search that calls itself would be as deep as the chain is long.
  @Test func aLongChainIsNoProblem() {
    let count = 200_000
    let chain = graph(count, (0..<count - 1).map { ($0, $0 + 1) })
    #expect(StrongComponents.cycles(in: chain).isEmpty)
    let ring = graph(count, (0..<count).map { ($0, ($0 + 1) % count) })
    #expect(StrongComponents.cycles(in: ring) == [Array(0..<count)])
  }

  @Test func usesOfOnePairAreOneEdge() {
    let uses = [(1, 0, 0.8), (0, 1, 0.9), (1, 0, 0.95), (1, 0, 0.9)].enumerated().map { index, use in
      DependencyGraph.Edge(from: use.0, to: use.1, weight: 2, example: index, confidence: use.2)
    }
    let graph = DependencyGraph(nodeCount: 2, uses: uses)
    #expect(
      graph.edges == [
        DependencyGraph.Edge(from: 0, to: 1, weight: 2, example: 1, confidence: 0.9),
        DependencyGraph.Edge(from: 1, to: 0, weight: 6, example: 2, confidence: 0.95),
      ])
  }

  @Test func theExampleIsAShortestCycle() throws {
    let graph = graph(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (4, 5), (5, 4)])
    let cycle = try #require(DependencyCycle.all(in: graph, memberOf: { $0 }).first)
    #expect(cycle.members == [0, 1, 2, 3, 4, 5])
    #expect(cycle.example.map { cycle.edges[$0].from } == [4, 5])
    #expect(cycle.cut.count == 2)
    #expect(cycle.confidence == 0.9)
    #expect(Set(cycle.shown).count == cycle.shown.count && cycle.shown.starts(with: cycle.example))
  }

  /// Nodes 0 and 1 are parts of one member: a cycle between them is none, one through another member is.
  @Test func partsOfOneMemberAreOne() {
    func members(_ pairs: [(Int, Int)]) -> [[Int]] {
      DependencyCycle.all(in: graph(3, pairs), memberOf: { $0 == 2 ? 20 : 10 }).map(\.members)
    }
    #expect(members([(0, 1), (1, 0)]) == [])
    #expect(members([(0, 1), (1, 0), (1, 2)]) == [])
    #expect(members([(0, 1), (1, 2), (2, 0)]) == [[10, 20]])
  }

  @Test(arguments: [
    ("ParcelBuilder", "Parcel", true), ("Parcels", "Parcel", true), ("_ParcelStorage", "Parcel", true),
    ("Parcel2", "Parcel", true), ("Parcel", "Parcel", false), ("Parceling", "Parcel", false),
    ("Parcel", "ParcelBuilder", false), ("BuilderParcel", "Parcel", false), ("Any", "_", false),
  ])
  func companionsAreToldByName(_ longer: String, _ shorter: String, isCompanion: Bool) {
    #expect(CompanionNames.extends(longer.utf8, shorter.utf8) == isCompanion)
  }
}
