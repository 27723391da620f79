import Facts
import Git
import Measures
import Model
import Snapshot
import TokenEnergy

/// A model of one snapshot that can go on to another, and says before what the step adds costs.
///
/// The state after a step is that of a fresh model of the snapshot. A class because it owns the model; one thread has it.
final class EnergyGrowth {
  private struct Entry {
    var blob: BlobID
    var source: SourceFile
    var file: EnergyFile
  }

  let model = EnergyModel()
  private var entries: [String: Entry] = [:]
  private var reader: any SourceReading
  private let request: SnapshotRequest
  private let scoring = ScoringPool()

  init(_ snapshot: RepositorySnapshot, request: SnapshotRequest) {
    self.request = request
    reader = snapshot.reader
    let sources = snapshot.files.filter { $0.kind.isSource }
    take(read(sources, snapshot.reader))
  }

  /// The files of the snapshot, sorted by path.
  var files: [EnergyFile] {
    entries.values.map(\.file).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// What a snapshot changes: files that are gone, and files that are new or differ.
  struct Step {
    fileprivate var gone: [String] = []
    fileprivate var read: [(source: SourceFile, file: EnergyFile)] = []
    /// Number of files that differ.
    var fileCount: Int { gone.count + read.count }
    fileprivate var reader: any SourceReading
  }

  /// Reads what differs in a snapshot.
  func step(to snapshot: RepositorySnapshot) -> Step {
    var step = Step(reader: snapshot.reader)
    let sources = snapshot.files.filter { $0.kind.isSource }
    let paths = Set(sources.map(\.path))
    step.gone = entries.keys.filter { !paths.contains($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    step.read = read(sources.filter { entries[$0.path]?.blob != $0.blob }, snapshot.reader)
    return step
  }

  /// Energy of the lines that a step adds, under the model as it is.
  func energy(of step: Step) -> ChangeEnergy {
    let measured = energies(of: step)
    var change = ChangeEnergy()
    for (index, item) in step.read.enumerated() {
      change.add(item.file, measured[index].energy, hunks: measured[index].hunks, isNew: measured[index].isNew)
    }
    return change
  }

  /// One for each file that was read: its energy, the lines that it adds, and whether nothing came before it.
  func energies(of step: Step) -> [(energy: StreamEnergy, hunks: [LineHunk], isNew: Bool)] {
    let olds = step.read.map { predecessor(of: $0.source, step) }
    let hunks = zip(step.read, olds).map { item, old in self.hunks(from: old, to: item.source, step.reader) }
    let wanted = step.read.indices.filter { index in
      !step.read[index].file.facts.isGenerated && hunks[index].contains { $0.newCount > 0 }
    }
    let scored = scoring.scores(
      wanted.map { step.read[$0].file.stream }, in: model, withheld: wanted.map { _ in false },
      workers: max(1, min(request.workers, wanted.count / 2)))
    var energies = [StreamEnergy](repeating: StreamEnergy(), count: step.read.count)
    for (index, energy) in zip(wanted, scored) { energies[index] = energy }
    return step.read.indices.map { (energies[$0], hunks[$0], olds[$0] == nil) }
  }

  /// The files of a step with their tokens.
  func files(of step: Step) -> [EnergyFile] { step.read.map(\.file) }

  /// Goes on to the step's snapshot.
  func advance(_ step: Step) {
    let left = step.gone.compactMap { entries.removeValue(forKey: $0) } + step.read.compactMap { entries[$0.file.path] }
    model.remove(left.filter { !$0.file.facts.isGenerated }.map(\.file.stream), workers: request.workers)
    take(step.read)
    reader = step.reader
  }

  private func take(_ read: [(source: SourceFile, file: EnergyFile)]) {
    model.add(read.filter { !$0.file.facts.isGenerated }.map(\.file.stream), workers: request.workers)
    for item in read { entries[item.file.path] = Entry(blob: item.source.blob, source: item.source, file: item.file) }
  }

  private func read(_ sources: [SourceFile], _ reader: any SourceReading) -> [(source: SourceFile, file: EnergyFile)] {
    let stage = FactsStage(
      files: sources, reader: reader, limits: request.configuration.limits, workers: request.workers, progress: { _ in }
    )
    let outcomes = stage.run(stored: [], encodes: false)
    return model.withVocabulary { vocabulary in
      zip(sources, outcomes).compactMap { source, outcome in
        guard case .facts(let facts, _) = outcome else { return nil }
        return (source, EnergyFile(path: source.path, facts: facts, module: -1, vocabulary: &vocabulary))
      }
    }
  }

  /// What a file was before: the file of its path, else one that is gone and has its content or, alone, its name.
  private func predecessor(of source: SourceFile, _ step: Step) -> Entry? {
    if let entry = entries[source.path] { return entry }
    let gone = step.gone.compactMap { entries[$0] }
    if let same = gone.first(where: { $0.blob == source.blob }) { return same }
    let name = source.path.split(separator: "/").last
    let named = gone.filter { $0.file.path.split(separator: "/").last == name }
    return named.count == 1 ? named[0] : nil
  }

  private func hunks(from old: Entry?, to source: SourceFile, _ newReader: any SourceReading) -> [LineHunk] {
    let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    let hunks = try? newReader.withBytes(of: source) { new in
      guard let old else { return try GitRepository.hunks(from: none, to: new) }
      return try reader.withBytes(of: old.source) { try GitRepository.hunks(from: $0, to: new) }
    }
    return hunks ?? []
  }
}
