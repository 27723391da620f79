import Graph
import Model
import Snapshot

/// What the linker takes: the files that have facts, and the layout cut down to them.
struct LinkInput {
  var inputs: [GraphLinker.Input] = []
  var layout: ProjectLayout
  /// Files without facts, with the reason.
  var skipped: [Coverage.Gap] = []

  init(files: [SourceFile], outcomes: [FactsStage.Outcome], layout: ProjectLayout) {
    self.layout = layout
    var moduleOfFile: [Int] = []
    var isShared: [Bool] = []
    inputs.reserveCapacity(files.count)
    for (index, file) in files.enumerated() {
      switch outcomes[index] {
      case .skipped(let reason): skipped.append(Coverage.Gap(path: file.path, reason: reason))
      case .facts(let facts, _):
        inputs.append(
          GraphLinker.Input(path: file.path, blob: file.blob, facts: facts, isManifest: file.kind == .manifest))
        moduleOfFile.append(index < layout.moduleOfFile.count ? layout.moduleOfFile[index] : -1)
        isShared.append(layout.isShared(file: index))
      }
    }
    self.layout.moduleOfFile = moduleOfFile
    self.layout.isShared = layout.isShared.isEmpty ? [] : isShared
  }
}
