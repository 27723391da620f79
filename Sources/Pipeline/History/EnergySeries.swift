import Facts
import Graph
import Measures
import Model
import TokenEnergy

/// A commit's files as token energy takes them, from its graph: nothing is read for them.
struct EnergySources: Sendable {
  struct File: Sendable {
    var version: EnergyLattice.Version
    var facts: FileFacts
    /// Name of the module; empty for none.
    var module: String
  }

  let files: [File]

  init(_ graph: CodeGraph) {
    files = graph.files.map { file in
      File(
        version: EnergyLattice.Version(path: file.path, blob: file.blob), facts: file.facts,
        module: file.module >= 0 ? graph.layout.modules[Int(file.module)].name : "")
    }
  }
}

/// Token energy from commit to commit: after each, the files that it added or changed are scored by the model of the
/// commit without them. The others keep the figures that they had when they last changed, so that a commit costs what it
/// changed.
///
/// A class because it owns the model; one thread has it.
final class EnergySeries {
  /// A commit's files and their figures.
  struct State: Sendable {
    fileprivate var sources: EnergySources
    /// By path; of files that nobody generated.
    fileprivate var figures: [ExactText: EnergyFigures]
    /// Energy of the lines that the commit added, under the model of its base; nil where that is not measured.
    fileprivate var change: ChangeEnergy?

    /// Puts the measures into the commit's result.
    func add(to result: inout RunResult) {
      let files = sources.files.compactMap { file in
        figures[ExactText(file.version.path)].map {
          EnergyMetrics.File(path: file.version.path, module: file.module, figures: $0)
        }
      }
      EnergyMetrics.add(files, to: &result)
      if let change { EnergyMetrics.add(change, to: &result) }
    }
  }

  private let lattice: EnergyLattice

  init(workers: Int) { lattice = EnergyLattice(workers: workers) }

  /// The state of a commit whose figures are stored already.
  func restored(_ sources: EnergySources, _ files: [RunResult.FileSummary]) -> State {
    let figures = Dictionary(files.map { (ExactText($0.path), $0.energy) }, uniquingKeysWith: { first, _ in first })
    return State(sources: sources, figures: figures, change: nil)
  }

  /// The state of a commit that grew from `base`, or that begins a line. `changes` are the files whose added lines are to
  /// be measured.
  func state(of sources: EnergySources, from base: State?, changes: [ChangedFile]) -> State {
    // Nothing to do where the commit before was the base.
    if let base { lattice.advance(step(to: base.sources)) }
    let step = step(to: sources)
    let change = base == nil ? nil : energy(of: changes, step)
    lattice.advance(step)

    var figures = base?.figures ?? [:]
    for path in step.gone { figures[ExactText(path)] = nil }
    let files = base == nil ? lattice.files : step.new.map(\.file)
    let scored = files.filter { !$0.facts.isGenerated }
    for file in files { figures[ExactText(file.path)] = nil }
    for (file, energy) in zip(scored, lattice.scores(ofHeld: scored)) {
      figures[ExactText(file.path)] = EnergySum(file, energy, lattice.model.vocabulary).figures
    }
    return State(sources: sources, figures: figures, change: change)
  }

  private func step(to sources: EnergySources) -> EnergyLattice.Step {
    let difference = lattice.difference(to: sources.files.map(\.version))
    return lattice.step(
      gone: difference.gone, new: difference.changed.map { (sources.files[$0].version, sources.files[$0].facts) })
  }

  /// Energy of the added lines under the model as it is.
  private func energy(of changes: [ChangedFile], _ step: EnergyLattice.Step) -> ChangeEnergy {
    let hunks = Dictionary(changes.map { (ExactText($0.path), $0.hunks) }, uniquingKeysWith: { first, _ in first })
    func added(_ file: EnergyFile) -> [LineHunk] { (hunks[ExactText(file.path)] ?? []).filter { $0.newCount > 0 } }
    let files = step.new.map(\.file).filter { !$0.facts.isGenerated && !added($0).isEmpty }
    let closedPrice = lattice.model.closedPrice
    var change = ChangeEnergy()
    for (file, energy) in zip(files, lattice.scores(ofNew: files)) {
      change.add(file, energy, hunks: added(file), isNew: false, closedPrice: closedPrice)
    }
    return change
  }
}
