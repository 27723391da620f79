import Facts
import Model
import Rules
import Snapshot
import Store

/// Makes the text that is equal only for analyses whose results have to be equal.
enum AnalysisKeyMaker {
  static func key(
    snapshot: RepositorySnapshot, index: IndexStage, checkouts: CheckoutStage, history: HistoryStage,
    request: AnalysisRequest, rules: [RuleActivation]
  ) -> AnalysisKey {
    // Two hashes with different beginnings: 128 bits against accidental equality.
    var hashes = [StableHash(), StableHash()]
    hashes[1].combine(byte: 1)
    for half in hashes.indices {
      add(snapshot: snapshot, request: request, rules: rules, to: &hashes[half])
      index.combine(into: &hashes[half])
      checkouts.combine(into: &hashes[half])
      history.combine(into: &hashes[half])
    }
    return AnalysisKey(repository: snapshot.repository, text: hashes[0].hexadecimal + hashes[1].hexadecimal)
  }

  private static func add(
    snapshot: RepositorySnapshot, request: AnalysisRequest, rules: [RuleActivation], to hash: inout StableHash
  ) {
    hash.combine(ToolVersion.current)
    hash.combine(request.analyserBuild)
    hash.combine(UInt64(FactsReader.version))
    hash.combine(snapshot.revision)
    hash.combine(byte: snapshot.isDirty ? 1 : 0)
    for file in snapshot.files {
      hash.combine(file.path)
      hash.combine(byte: file.kind.rawValue | (file.isLinked ? 0x80 : 0))
      for byte in file.blob.bytes { hash.combine(byte: byte) }
    }
    for gap in snapshot.gaps {
      hash.combine(gap.path)
      hash.combine(gap.reason)
    }
    add(request.configuration, rules, to: &hash)
  }

  /// Adds what decides how files are read and what is found in them.
  static func add(_ configuration: Configuration, _ rules: [RuleActivation], to hash: inout StableHash) {
    for glob in configuration.exclude { hash.combine(glob) }
    hash.combine(UInt64(configuration.limits.fileBytes))
    hash.combine(UInt64(configuration.limits.fileSeconds))
    hash.combine(byte: configuration.measuresEnergy ? 1 : 0)
    for activation in rules {
      hash.combine(activation.rule.id.text)
      hash.combine(activation.severity?.rawValue ?? "")
      for (name, value) in activation.overrides.sorted(by: { $0.key < $1.key }) {
        hash.combine(name)
        hash.combine("\(value)")
      }
    }
  }
}
