import Detectors
import Measures
import Model
import Rules
import TokenEnergy

/// Measures token energy on a thread of its own while the graph is linked and detectors run: it needs the files' facts
/// alone.
struct EnergyStage {
  private let slot = SlotArray<SnapshotEnergy>(count: 1)
  private let thread: LargeStackThread?
  private let input: LinkInput
  private let workers: Int

  /// Begins at once.
  init(_ input: LinkInput, workers: Int) {
    self.input = input
    self.workers = workers
    thread = LargeStackThread { [slot] in slot.set(0, Self.energy(of: input, workers: workers)) }
  }

  /// Waits for the energy. Called from one thread.
  func value() -> SnapshotEnergy {
    thread?.join()
    if let energy = slot.get(0) { return energy }
    // Without a thread to be had, the caller's own does the work.
    let energy = Self.energy(of: input, workers: workers)
    slot.set(0, energy)
    return energy
  }

  private static func energy(of input: LinkInput, workers: Int) -> SnapshotEnergy {
    let model = EnergyModel()
    let study = EnergyStudy(files: EnergyCorpus.files(of: input, in: model), model: model, workers: workers)
    return SnapshotEnergy(study, modules: input.layout.modules.map(\.name))
  }

  /// What the report has to say where energy is not measured.
  static func notes(_ rules: [RuleActivation], isMeasured: Bool) -> [String] {
    guard !isMeasured, rules.lookAtEnergy else { return [] }
    return ["Rules that look at token energy did not run: they need --energy, or 'energy: true' in the configuration."]
  }
}

extension [RuleActivation] {
  /// Whether some of the rules look at token energy.
  var lookAtEnergy: Bool {
    contains { activation in DetectorRegistry.energyDetectors.contains { $0.rule == activation.rule.id } }
  }
}
