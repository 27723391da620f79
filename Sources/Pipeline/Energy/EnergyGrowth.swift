import Facts
import Git
import Measures
import Model
import Snapshot
import TokenEnergy

/// A model of one snapshot that can go on to another, and says before what the step adds costs. Reads what differs.
///
/// A class because it owns the model; one thread has it.
final class EnergyGrowth {
  private let lattice: EnergyLattice
  private var sources: [ExactText: SourceFile] = [:]
  private var reader: any SourceReading
  private let request: SnapshotRequest

  init(_ snapshot: RepositorySnapshot, request: SnapshotRequest) {
    self.request = request
    reader = snapshot.reader
    lattice = EnergyLattice(workers: request.workers)
    advance(step(to: snapshot))
  }

  var model: EnergyModel { lattice.model }

  /// The files of the snapshot, sorted by path.
  var files: [EnergyFile] { lattice.files }

  /// What a snapshot changes: files that are gone, and files that are new or differ.
  struct Step {
    fileprivate var lattice: EnergyLattice.Step
    /// One for each new or differing file.
    fileprivate var sources: [SourceFile]
    fileprivate var reader: any SourceReading
    /// New or differing files that could not be read.
    fileprivate(set) var gaps: [Coverage.Gap]
    /// Number of files that differ.
    var fileCount: Int { lattice.gone.count + lattice.new.count }
  }

  /// Reads what differs in a snapshot.
  func step(to snapshot: RepositorySnapshot) -> Step {
    let all = snapshot.files.filter { $0.kind.isSource }
    let difference = lattice.difference(to: all.map { EnergyLattice.Version(path: $0.path, blob: $0.blob) })
    var gaps: [Coverage.Gap] = []
    let read = read(difference.changed.map { all[$0] }, snapshot.reader, &gaps)
    let new = read.map { (EnergyLattice.Version(path: $0.source.path, blob: $0.source.blob), $0.facts) }
    return Step(
      lattice: lattice.step(gone: difference.gone, new: new), sources: read.map(\.source), reader: snapshot.reader,
      gaps: gaps)
  }

  /// Energy of the lines that a step adds, under the model as it is.
  func energy(of step: Step) -> ChangeEnergy {
    let measured = energies(of: step)
    let closedPrice = model.closedPrice
    var change = ChangeEnergy()
    for (index, item) in step.lattice.new.enumerated() {
      change.add(
        item.file, measured[index].energy, hunks: measured[index].hunks, isNew: measured[index].isNew,
        closedPrice: closedPrice)
    }
    return change
  }

  /// One for each file that was read: its energy, the lines that it adds, and whether nothing came before it.
  func energies(of step: Step) -> [(energy: StreamEnergy, hunks: [LineHunk], isNew: Bool)] {
    let files = files(of: step)
    let olds = step.sources.map { predecessor(of: $0, step) }
    let hunks = zip(step.sources, olds).map { source, old in self.hunks(from: old, to: source, step.reader) }
    let wanted = files.indices.filter { index in
      !files[index].facts.isGenerated && hunks[index].contains { $0.newCount > 0 }
    }
    var energies = [StreamEnergy](repeating: StreamEnergy(), count: files.count)
    for (index, energy) in zip(wanted, lattice.scores(ofNew: wanted.map { files[$0] })) { energies[index] = energy }
    return files.indices.map { (energies[$0], hunks[$0], olds[$0] == nil) }
  }

  /// The files of a step with their tokens.
  func files(of step: Step) -> [EnergyFile] { step.lattice.new.map(\.file) }

  /// Goes on to the step's snapshot.
  func advance(_ step: Step) {
    lattice.advance(step.lattice)
    for path in step.lattice.gone { sources[ExactText(path)] = nil }
    for source in step.sources { sources[ExactText(source.path)] = source }
    reader = step.reader
  }

  private func read(
    _ sources: [SourceFile], _ reader: any SourceReading, _ gaps: inout [Coverage.Gap]
  ) -> [(source: SourceFile, facts: FileFacts)] {
    let stage = FactsStage(
      files: sources, reader: reader, limits: request.configuration.limits, workers: request.workers, progress: { _ in }
    )
    var result: [(source: SourceFile, facts: FileFacts)] = []
    for (source, outcome) in zip(sources, stage.run(stored: [], encodes: false)) {
      switch outcome {
      case .facts(let facts, _): result.append((source, facts))
      case .skipped(let reason): gaps.append(Coverage.Gap(path: source.path, reason: reason))
      }
    }
    return result
  }

  /// What a file was before: the file of its path, else one that is gone and has its content or, alone, its name.
  private func predecessor(of source: SourceFile, _ step: Step) -> SourceFile? {
    if let old = sources[ExactText(source.path)] { return old }
    let gone = step.lattice.gone.compactMap { sources[ExactText($0)] }
    if let same = gone.first(where: { $0.blob == source.blob }) { return same }
    let name = source.path.split(separator: "/").last
    let named = gone.filter { $0.path.split(separator: "/").last == name }
    return named.count == 1 ? named[0] : nil
  }

  private func hunks(from old: SourceFile?, to source: SourceFile, _ newReader: any SourceReading) -> [LineHunk] {
    let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    let hunks = try? newReader.withBytes(of: source) { new in
      guard let old else { return try GitRepository.hunks(from: none, to: new) }
      return try reader.withBytes(of: old) { try GitRepository.hunks(from: $0, to: new) }
    }
    return hunks ?? []
  }
}
