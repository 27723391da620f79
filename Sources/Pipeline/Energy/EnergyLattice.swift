import Facts
import Measures
import Model
import TokenEnergy

/// A model of one set of files that goes on to another, by what differs between them.
///
/// The state after a step is that of a fresh model of the new files. Generated files are among the files and teach the
/// model nothing. A class because it owns the model; one thread has it.
final class EnergyLattice {
  /// Which content stands at a path.
  struct Version: Sendable {
    var path: String
    var blob: BlobID
  }

  /// What a set of files changes: files that are gone, and files that are new or differ.
  struct Step {
    var gone: [String]
    /// In the order in which they were given.
    var new: [(version: Version, file: EnergyFile)]
  }

  let model = EnergyModel()
  private var entries: [ExactText: (version: Version, file: EnergyFile)] = [:]
  private let scoring = ScoringPool()
  private let workers: Int

  init(workers: Int) { self.workers = workers }

  /// The files, sorted by path.
  var files: [EnergyFile] {
    entries.values.map(\.file).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The content at a path; nil where there is none.
  func blob(at path: String) -> BlobID? { entries[ExactText(path)]?.version.blob }

  /// Paths that other files do not have, sorted, and indices of those of the others that are new or differ.
  func difference(to versions: [Version]) -> (gone: [String], changed: [Int]) {
    let paths = Set(versions.map { ExactText($0.path) })
    let gone = entries.keys.filter { !paths.contains($0) }.map(\.text)
    return (
      gone.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      versions.indices.filter { blob(at: versions[$0].path) != versions[$0].blob }
    )
  }

  /// A step from what differs.
  func step(gone: [String], new: [(version: Version, facts: FileFacts)]) -> Step {
    Step(
      gone: gone,
      new: model.withVocabulary { vocabulary in
        new.map { item in
          let file = EnergyFile(path: item.version.path, facts: item.facts, module: -1, vocabulary: &vocabulary)
          return (item.version, file)
        }
      })
  }

  /// Energy of files that the model as it is does not hold, and are new to it.
  func scores(ofNew files: [EnergyFile]) -> [StreamEnergy] { scores(files, withheld: files.map { _ in false }) }

  /// Energy of files that the lattice has, each as if the model had never seen it.
  func scores(ofHeld files: [EnergyFile]) -> [StreamEnergy] {
    scores(files, withheld: files.map { !$0.facts.isGenerated })
  }

  /// Goes on to the step's files.
  func advance(_ step: Step) {
    var left = step.gone.compactMap { entries.removeValue(forKey: ExactText($0)).flatMap { Self.taught($0.file) } }
    var come: [TokenSequence] = []
    var replaced: [(old: TokenSequence, new: TokenSequence)] = []
    for item in step.new {
      let old = entries.updateValue(item, forKey: ExactText(item.version.path)).flatMap { Self.taught($0.file) }
      switch (old, Self.taught(item.file)) {
      case (let old?, let new?): replaced.append((old, new))
      case (let old?, nil): left.append(old)
      case (nil, let new?): come.append(new)
      case (nil, nil): break
      }
    }
    model.add(come, workers: workers)
    model.replace(replaced, workers: workers)
    model.remove(left, workers: workers)
  }

  /// What a file teaches the model.
  private static func taught(_ file: EnergyFile) -> TokenSequence? { file.facts.isGenerated ? nil : file.stream }

  private func scores(_ files: [EnergyFile], withheld: [Bool]) -> [StreamEnergy] {
    // A thread is not worth it for a single file.
    scoring.scores(
      files.map(\.stream), in: model, withheld: withheld, workers: max(1, min(workers, files.count / 2)))
  }
}
