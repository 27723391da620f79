import Facts
import Graph
import Testing

@testable import xtal_dev

/// The comparison on inputs written by hand.
struct TruthComparisonTests {
  /// Files `a.swift` in module 0 and `b.swift` in module 1; declarations: 0 type `T` with init 1 and function 2 in `b`,
  /// 3 a global function in `a`.
  private static let base: TruthInput = {
    var input = TruthInput()
    input.files = [TruthInput.File(path: "a.swift", module: 0), TruthInput.File(path: "b.swift", module: 1)]
    let rows: [(DeclarationKind, Int32, Int32, String)] = [
      (.struct, 0, 1, "T"), (.initializer, 0, 1, "T.init(a:)"), (.function, 0, 1, "T.f()"), (.function, -2, 0, "g()"),
    ]
    input.declarations = rows.enumerated().map { index, row in
      TruthInput.Declaration(kind: row.0, group: row.1, file: row.2, name: row.3, line: index + 1)
    }
    return input
  }()

  private func use(
    _ line: UInt32, _ target: Int32, _ role: ReferenceRole = .call, confidence: UInt8 = 0, apart: TruthApart? = nil
  ) -> TruthUse {
    TruthUse(
      place: TruthPlace(file: 0, line: line, column: 1), target: target, role: role, name: "n", from: -2,
      confidence: confidence, apart: apart)
  }

  private func compare(
    ours: [TruthUse], index: [TruthUse], examples: Int = 10, _ change: (inout TruthInput) -> Void = { _ in }
  ) -> TruthReport {
    var input = Self.base
    input.ours = ours
    input.index = index
    change(&input)
    return TruthComparison.compare(input, examples: examples)
  }

  private func counts(_ row: TruthReport.Row?) -> [Int] { row.map { [$0.ours, $0.right, $0.index, $0.found] } ?? [] }

  @Test func whatBothHaveIsRight() {
    let report = compare(ours: [use(1, 2, confidence: 90)], index: [use(1, 2)])
    for level in report.levels { #expect(counts(level) == [1, 1, 1, 1], "\(level.name)") }
    #expect(report.levels[0].precision == 1 && report.levels[0].recall == 1)
    #expect(report.problems.isEmpty)
    #expect(report.confidences.map(\.name) == ["90"] && report.confidences[0].right == 1)
  }

  @Test func aWrongTargetIsOneErrorAndOneMiss() {
    let report = compare(ours: [use(1, 2)], index: [use(1, 3)])
    #expect(counts(report.levels[0]) == [1, 0, 1, 0])
    #expect(
      report.problems.map { "\($0.kind) \($0.reason) \($0.role)" } == [
        "missed other target call", "wrong other target call",
      ])
    // The edge to b.swift is not the index's; g() is in the file itself and gives none.
    #expect(counts(report.levels[2]) == [1, 0, 0, 0])
  }

  @Test func aTypeAndItsInitialiserAtOnePlaceAreTwoUses() {
    let report = compare(ours: [use(1, 1)], index: [use(1, 0, .type), use(1, 1)])
    #expect(counts(report.levels[0]) == [1, 1, 2, 1])
    #expect(report.problems.map { "\($0.kind) \($0.reason) \($0.role)" } == ["missed less than the index has type"])
    let reverse = compare(ours: [use(1, 0, .type), use(1, 1)], index: [use(1, 0, .type)])
    #expect(counts(reverse.levels[0]) == [2, 1, 1, 1])
    #expect(reverse.problems.map(\.reason) == ["more than the index has"])
  }

  @Test func errorsSayWhatTheIndexHas() {
    let place = TruthPlace(file: 0, line: 1, column: 1)
    let outside = compare(ours: [use(1, 2, confidence: 60)], index: []) { $0.outside[place] = "print(_:)" }
    #expect(outside.problems.map(\.reason) == ["outside the repository"])
    #expect(outside.problems[0].examples == ["a.swift:1:1 n  function T.f() (b.swift:3) 60 % → print(_:)"])
    #expect(compare(ours: [use(1, 2)], index: []).problems.map(\.reason) == ["nothing there"])
  }

  @Test func missesSayWhyThereIsNoTarget() {
    let place = TruthPlace(file: 0, line: 1, column: 1)
    let unknown = compare(ours: [], index: [use(1, 2)]) { $0.unresolved[place] = .unknownBase }
    #expect(unknown.problems.map(\.reason) == ["unknown base"])
    #expect(compare(ours: [], index: [use(1, 2)]).problems.map(\.reason) == ["not recorded"])
  }

  @Test func whatIsApartCountsNowhereElse() {
    let report = compare(
      ours: [use(1, 2), use(2, 2, apart: .inactive), use(3, 2, apart: .macroArgument), use(4, 2)],
      index: [use(1, 2, apart: .implicit), use(4, 2), use(5, 2, apart: .label)])
    #expect(counts(report.levels[0]) == [1, 1, 1, 1])
    let apart = Dictionary(uniqueKeysWithValues: report.apart.map { ($0.name, [$0.ours, $0.right, $0.index]) })
    #expect(apart[TruthApart.implicit.rawValue] == [1, 1, 1])
    #expect(apart[TruthApart.inactive.rawValue] == [1, 0, 0])
    #expect(apart[TruthApart.macroArgument.rawValue] == [1, 0, 0])
    #expect(apart[TruthApart.label.rawValue] == [0, 0, 1])
    #expect(report.problems.isEmpty)
  }

  @Test func anEdgeThatOnlyAnImplicitUseHasIsNoError() {
    // Ours names another member of the type than the index does by itself: the declaration is wrong, the edge is not.
    let report = compare(ours: [use(1, 2)], index: [use(2, 1, apart: .implicit)])
    #expect(counts(report.levels[0]) == [1, 0, 0, 0])
    #expect(counts(report.levels[1]) == [1, 1, 0, 0])
  }

  @Test func aWrittenUseOutweighsAnImplicitOneInAnyOrder() {
    let both = [use(1, 2, apart: .implicit), use(1, 2)]
    for index in [both, both.reversed()] {
      #expect(counts(compare(ours: [use(1, 2)], index: index).levels[0]) == [1, 1, 1, 1])
    }
  }

  @Test func oneTargetRecordedTwiceCountsOnceAtItsHigherConfidence() {
    let report = compare(ours: [use(1, 2, confidence: 60), use(1, 2, confidence: 95)], index: [use(1, 2)])
    #expect(counts(report.levels[0]) == [1, 1, 1, 1])
    #expect(report.confidences.map(\.name) == ["95"])
  }

  @Test func aTypeIsATypeHoweverItIsUsed() {
    let report = compare(ours: [use(1, 0, .call), use(2, 0, .read)], index: [use(1, 0, .type), use(2, 0, .type)])
    #expect(report.roles.map(\.name) == ["type"] && counts(report.roles.first) == [2, 2, 2, 2])
    #expect(report.kinds.map(\.name) == ["struct"])
  }

  @Test func witnessesHaveATableOfTheirOwn() {
    let (own, implied) = (TruthWitness(declaration: 2, target: 3), TruthWitness(declaration: 1, target: 3))
    let wrong = TruthWitness(declaration: 3, target: 2)
    let report = compare(ours: [], index: []) {
      $0.ourWitnesses = [own, implied, wrong]
      $0.indexWitnesses = [own]
      $0.impliedWitnesses = [implied]
    }
    #expect(counts(report.witnesses) == [2, 1, 1, 1])
    #expect(counts(report.levels[0]) == [0, 0, 0, 0])
  }

  @Test func problemsAreSortedByCountAndExamplesSpread() {
    let report = compare(
      ours: (1...10).map { use($0, 2) } + [use(20, 3)], index: [use(30, 3, .read)], examples: 3)
    #expect(report.problems.map(\.count) == [11, 1])
    #expect(report.problems[0].examples.map { String($0.prefix(11)) } == ["a.swift:1:1", "a.swift:4:1", "a.swift:8:1"])
    #expect(TruthComparison.spread(["a", "b"], 5) == ["a", "b"])
    #expect(TruthComparison.spread(["a", "b"], 0) == [])
  }

  @Test func theOrderOfTheInputChangesNothing() {
    let ours = (1...40).map { use($0, Int32($0 % 4), confidence: UInt8($0)) }
    let index = (1...40).map { use($0, Int32($0 % 3)) }
    let report = compare(ours: ours, index: index)
    #expect(compare(ours: ours.reversed(), index: index.reversed()) == report)
    #expect(TruthTable(report: report).text == TruthTable(report: report).text)
  }
}
