import Facts
import Graph
package import Measures
package import Model
import Snapshot
package import TokenEnergy

/// A snapshot's files as token energy takes them, and an empty model with their vocabulary.
package struct EnergyCorpus: Sendable {
  package let repository: String
  package let revision: String
  package let isDirty: Bool
  package let coverage: Coverage
  package let modules: [String]
  /// Sorted by path.
  package let files: [EnergyFile]
  /// The paths' own bytes, one for each file.
  let rawPaths: [[UInt8]]
  package let model: EnergyModel
  /// Texts of the files' lines.
  package let lines: SnapshotLines

  package var streams: [TokenSequence] { files.map(\.stream) }

  /// Lists and reads; facts are taken from no database. Throws ``AnalysisError`` where there is nothing to read.
  package init(_ request: SnapshotRequest, model: EnergyModel = EnergyModel()) throws {
    let snapshot = try ListingStage(request: request).run()
    let read = try ReadingStage(request: request).run(snapshot, store: nil, encodes: false)
    let input = read.input
    var coverage = Coverage(skipped: Set(snapshot.gaps + input.skipped).sorted())
    for file in input.inputs {
      if file.facts.gaps.isEmpty { coverage.analysed += 1 }
      coverage.partial += file.facts.gaps.map { Coverage.Gap(path: file.path, reason: $0.reason) }
    }
    coverage.partial.sort()
    self.coverage = coverage
    repository = snapshot.repository
    revision = snapshot.revision
    isDirty = snapshot.isDirty
    modules = input.layout.modules.map(\.name)
    self.model = model
    lines = SnapshotLines(snapshot)
    files = Self.files(of: input, in: model)
    var raw: [String: [UInt8]] = [:]
    for file in read.sources { raw[file.path] = file.rawPath }
    rawPaths = input.inputs.map { raw[$0.path] ?? Array($0.path.utf8) }
  }

  /// The tokens of the files as numbers of the model's vocabulary.
  static func files(of input: LinkInput, in model: EnergyModel) -> [EnergyFile] {
    let moduleOfFile = input.layout.moduleOfFile
    return model.withVocabulary { vocabulary in
      input.inputs.enumerated().map { index, file in
        EnergyFile(path: file.path, facts: file.facts, module: moduleOfFile[index], vocabulary: &vocabulary)
      }
    }
  }
}
