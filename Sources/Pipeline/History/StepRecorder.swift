import Git
import Growth
import Model
import Store

/// Takes the outcomes of a plan's items in order, follows findings from each to the next, and stores the steps.
struct StepRecorder {
  /// What is kept of an item while others that grew from it are still to come.
  private struct State {
    var step: Int
    var findings: [Finding]
    var lifetimes: [Int]
    var modules: [RunResult.ModuleSummary]
    var files: [RunResult.FileSummary]
    var energy: EnergySeries.State?
    var waiting: Int
  }

  /// What is stored of a step is not what its analysis gives: the database was made by something else.
  struct Mismatch: Error {}

  private let plan: HistoryPlan
  private let writer: HistoryWriter
  private let mailmap: GitMailmap
  /// Nil where token energy is not measured.
  private let energy: EnergySeries?
  private var states: [Int: State] = [:]
  /// For each item the one that stands for it: itself, or what it grew from where it could not be read.
  private var standIn: [Int]
  /// Key of the step recorded last.
  private(set) var lastStep: Int?

  init(_ plan: HistoryPlan, writer: HistoryWriter, mailmap: GitMailmap, energy: EnergySeries?) {
    self.energy = energy
    self.plan = plan
    self.writer = writer
    self.mailmap = mailmap
    standIn = Array(plan.items.indices)
  }

  /// Records an item that could not be read: what grew from it is compared with what it grew from.
  mutating func fail(_ index: Int) {
    let item = plan.items[index]
    let base = item.base >= 0 ? standIn[item.base] : -1
    standIn[index] = base
    if base >= 0 {
      states[base]?.waiting += item.children - 1
      // What the last item grew from is the tip where the last one cannot be read.
      if index != plan.items.count - 1 { drop(base) }
    }
  }

  /// Records what an item came to; `sources` are needed where token energy is measured.
  mutating func record(
    _ index: Int, _ analysed: RunResult, files: [ChangedFile], sources: EnergySources? = nil
  ) throws {
    let item = plan.items[index]
    var result = analysed
    let findings = result.findings
    var energyState: EnergySeries.State?
    let (step, lifetimes): (Int, [Int])
    if let stored = item.stored {
      (step, lifetimes) = (stored, try known(findings, at: stored))
      if let energy, let sources { energyState = energy.restored(sources, try writer.files(at: stored)) }
      energyState?.add(to: &result)
    } else {
      let base = item.base >= 0 ? standIn[item.base] : -1
      let state = base >= 0 ? states[base] : nil
      // Without what it is compared with, everything is new.
      let isOpening = item.isOpening || item.base >= 0 && state == nil
      if let energy, let sources {
        energyState = energy.state(of: sources, from: state?.energy, changes: item.counts && !isOpening ? files : [])
      }
      energyState?.add(to: &result)
      (step, lifetimes) = try writer.write(
        historyStep(item, result, files: isOpening ? [] : files, isOpening: isOpening),
        changes: Self.changes(from: state, to: findings, files: files))
      if base >= 0 {
        states[base]?.waiting -= 1
        drop(base)
      }
    }
    lastStep = step
    if item.children > 0 || index == plan.items.count - 1 {
      states[index] = State(
        step: step, findings: findings, lifetimes: lifetimes, modules: result.modules, files: result.files,
        energy: energyState, waiting: item.children)
    }
  }

  private mutating func drop(_ index: Int) {
    if let state = states[index], state.waiting <= 0, index != plan.items.count - 1 { states[index] = nil }
  }

  /// The step of the last item, and where its findings are; nil where nothing was recorded for it.
  var tip: (step: Int, places: [(lifetime: Int, path: String, line: Int)])? {
    let last = plan.items.count - 1
    guard last >= 0, standIn[last] >= 0, let state = states[standIn[last]] else { return nil }
    return (state.step, zip(state.lifetimes, state.findings).map { ($0, $1.path, $1.line) })
  }

  // MARK: Parts

  private static func changes(from state: State?, to findings: [Finding], files: [ChangedFile]) -> StepChanges {
    guard let state else {
      return StepChanges(base: nil, origins: findings.map { _ in nil }, gone: [], baseModules: [])
    }
    let matcher = LifetimeMatcher(old: state.findings, new: findings, files: files)
    return StepChanges(
      base: state.step,
      origins: matcher.origins.map { origin in
        origin.map {
          StepChanges.Origin(lifetime: state.lifetimes[$0], fingerprint: state.findings[$0].fingerprint)
        }
      },
      gone: matcher.gone.map { (state.lifetimes[$0], state.findings[$0].path, state.findings[$0].line) },
      baseModules: state.modules, baseFiles: state.files)
  }

  /// The lifetimes of the findings of a step that an earlier run stored.
  private func known(_ findings: [Finding], at step: Int) throws -> [Int] {
    var waiting: [String: [Int]] = [:]
    for entry in try writer.openLifetimes(at: step).reversed() {
      waiting[entry.fingerprint, default: []].append(entry.lifetime)
    }
    return try findings.map { finding in
      guard let lifetime = waiting[finding.fingerprint]?.popLast() else { throw Mismatch() }
      return lifetime
    }
  }

  private func historyStep(
    _ item: HistoryPlan.Item, _ result: RunResult, files: [ChangedFile], isOpening: Bool
  ) -> HistoryStep {
    let commit = item.commit
    let (name, email) = mailmap.resolved(commit.author)
    return HistoryStep(
      revision: commit.id.blob, committed: commit.committer.seconds, authored: commit.author.seconds,
      author: HistoryStep.Person(name: name, email: email), subject: Self.subject(of: commit.message),
      isMerge: commit.parents.count > 1, isOpening: isOpening, counts: item.counts && !isOpening, files: files,
      result: result)
  }

  /// The first line that is not blank, at most 200 characters.
  private static func subject(of message: String) -> String {
    let line = message.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
    return String(line.prefix(200))
  }
}
