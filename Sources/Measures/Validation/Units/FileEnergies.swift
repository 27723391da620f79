import Facts
import Model

/// Token energy of the files of a snapshot as predictors.
package struct FileEnergies: Sendable {
  static let names = ["energy", "energy per token", "energy per name", "energy over its module's"]

  /// For each file of the study one value a name: bits, bits per token, bits per identifier, and bits per identifier or
  /// token of syntax less the same of all files of its module that nobody generated. 0 where there is no such token.
  let values: [[Double]]

  package init(_ study: EnergyStudy) {
    let sums = study.files.indices.map { study.sum(of: $0) }
    var modules: [Int: EnergySum] = [:]
    for (file, sum) in zip(study.files, sums) where !file.facts.isGenerated {
      modules[file.module, default: EnergySum()] += sum
    }
    values = zip(study.files, sums).map { file, sum in
      let module = modules[file.module] ?? EnergySum()
      let excess = sum.codeTokens == 0 ? 0 : sum.codeBitsPerToken - module.codeBitsPerToken
      return [sum.bits, sum.bitsPerToken, sum.bitsPerToken(of: .identifiers), excess]
    }
  }
}
