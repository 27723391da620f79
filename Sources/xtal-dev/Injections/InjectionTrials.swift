import Detectors
import Facts
import Foundation
import Graph
import Model
import Rules

/// Puts faults into files in memory, links again, and looks at what the rules say about each.
///
/// Faults of different files share a round; each file has one fault a round.
struct InjectionTrials {
  /// What came of one fault.
  struct Outcome: Sendable {
    var injection: Injection
    /// The rule of the finding at the fault; nil where there is none.
    var rule: String?
    var message = ""
    /// What the resolver says about the place where there is no finding.
    var reason = ""

    var isFound: Bool { rule != nil }
    var hasRightKind: Bool { rule == injection.subject.rule }
    var namesOriginal: Bool { message.contains("did you mean '\(injection.original)'?") }
  }

  let files: [GraphLinker.Input]
  /// The bytes of each file.
  let contents: [[UInt8]]
  let layout: ProjectLayout
  let library: [LibraryModule]
  let workers: Int

  /// Runs all of them; outcomes are in the order of `injections`.
  func run(_ injections: [Injection], linker first: IncrementalLinker) -> [Outcome] {
    var linker = first
    let before = Self.findings(in: linker.graph)
    var outcomes: [Outcome?] = injections.map { _ in nil }
    for round in Self.rounds(injections) {
      let changed = round.map { injections[$0] }
      linker.link(files: inputs(with: changed), layout: layout, library: library)
      let findings = Self.findings(in: linker.graph)
      for (index, injection) in zip(round, changed) {
        outcomes[index] = Self.judge(injection, findings, before, in: linker.graph)
      }
    }
    return outcomes.compactMap { $0 }
  }

  /// Indices of the faults of each round: the n-th fault of every file is in the n-th round.
  static func rounds(_ injections: [Injection]) -> [[Int]] {
    var counts: [Int: Int] = [:]
    var rounds: [[Int]] = []
    for (index, injection) in injections.enumerated() {
      let round = counts[injection.file, default: 0]
      counts[injection.file] = round + 1
      if round == rounds.count { rounds.append([]) }
      rounds[round].append(index)
    }
    return rounds
  }

  private func inputs(with injections: [Injection]) -> [GraphLinker.Input] {
    let texts = injections.map { $0.applied(to: contents[$0.file]) }
    let facts = parallelMap(count: texts.count, workers: workers) { index in
      texts[index].withUnsafeBufferPointer { FactsReader.read($0) }
    }
    var inputs = files
    for (index, injection) in injections.enumerated() {
      inputs[injection.file].facts = facts[index]
      inputs[injection.file].blob = Self.blob(of: texts[index])
    }
    return inputs
  }

  /// An id that differs where the text does; nothing but the linker sees it.
  private static func blob(of text: [UInt8]) -> BlobID {
    var bytes = [UInt8](repeating: 0xff, count: 20)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    withUnsafeBytes(of: hash) { for (index, byte) in $0.enumerated() { bytes[index] = byte } }
    return bytes.withUnsafeBytes { BlobID(bytes: $0) }
  }

  // MARK: Findings

  private struct Finding: Hashable {
    var rule: String
    var file: Int
    var offset: Int
    var message: String
  }

  private static func findings(in graph: CodeGraph) -> [Finding] {
    let tables = SharedTables(graph)
    func run(_ rule: RuleID, _ make: (RuleOptions) -> any GraphDetector) -> [Finding] {
      guard let rule = RuleCatalogue.all.first(where: { $0.id == rule }) else { return [] }
      var report = DefectReport()
      make(RuleOptions(rule: rule)).detect(in: graph, tables, report: &report)
      return report.defects.map {
        Finding(rule: rule.id.description, file: $0.file, offset: Int($0.offset), message: $0.message)
      }
    }
    return run(UnresolvedMemberDetector.rule) { UnresolvedMemberDetector(options: $0) }
      + run(UnresolvedArgumentDetector.rule) { UnresolvedArgumentDetector(options: $0) }
  }

  private static func judge(
    _ injection: Injection, _ findings: [Finding], _ before: [Finding], in graph: CodeGraph
  ) -> Outcome {
    let old = Set(before.filter { $0.file == injection.file }.map(\.message))
    let here = findings.filter { $0.file == injection.file }
    if let exact = here.first(where: { $0.offset == injection.offset }) {
      return Outcome(injection: injection, rule: exact.rule, message: exact.message)
    }
    // A finding elsewhere in the file that was not there before speaks of the fault in another way.
    if let other = here.first(where: { !old.contains($0.message) }) {
      return Outcome(injection: injection, rule: other.rule, message: other.message, reason: "elsewhere")
    }
    return Outcome(injection: injection, rule: nil, reason: reason(injection, in: graph))
  }

  /// What the resolver made of the name at a fault.
  private static func reason(_ injection: Injection, in graph: CodeGraph) -> String {
    let facts = graph.files[injection.file].facts
    if !facts.gaps.isEmpty { return "not parsed" }
    func isHere(_ file: Int32, _ node: UInt32) -> Bool {
      guard Int(file) == injection.file else { return false }
      let token = Int(facts.tree[Int(node)].nameToken)
      return token < facts.tokens.offsets.count && Int(facts.tokens.offsets[token]) == injection.offset
    }
    if let item = graph.unresolvedReferences.first(where: { isHere($0.file, $0.node) }) { return item.reason.word }
    if let item = graph.references.last(where: { isHere($0.file, $0.node) }) {
      return "resolved to \(graph.qualifiedName(Int(item.target)))"
    }
    return "not looked at"
  }
}
