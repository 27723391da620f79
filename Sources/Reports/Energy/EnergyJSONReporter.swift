package import Measures
import Model

/// Token energy for machines. Keys are sorted; docs/energy.md describes them.
package enum EnergyJSONReporter {
  package static func report(_ report: EnergyReport) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("coverage") { coverage in
        coverage.member("analysed", report.coverage.analysed)
        coverage.member("partial", objects: report.coverage.partial) { write($1, to: &$0) }
        coverage.member("skipped", objects: report.coverage.skipped) { write($1, to: &$0) }
      }
      root.member("energy") { write(report.total, to: &$0) }
      root.member("files", objects: report.files) { object, file in
        object.member("energy") { write(file.sum, to: &$0) }
        object.member("generated", file.isGenerated)
        object.member("module", file.module)
        object.member("path", file.path)
      }
      root.member("generated") { write(report.generated, to: &$0) }
      root.member("lines", objects: report.lines) { write($1, to: &$0) }
      root.member("modules", objects: report.modules) { object, module in
        object.member("energy") { write(module.sum, to: &$0) }
        object.member("name", module.name)
      }
      root.member("repository", report.repository)
      root.member("schemaVersion", RunResult.schemaVersion)
      root.member("snapshot") { writeSnapshot(report.revision, isDirty: report.isDirty, to: &$0) }
      root.member("tool") { JSONReporter.writeTool(to: &$0) }
    }
    return writer.finished()
  }

  private static func writeSnapshot(_ revision: String, isDirty: Bool, to snapshot: inout JSONWriter) {
    snapshot.member("dirty", isDirty)
    snapshot.member("rev", revision)
  }

  package static func report(_ heat: EnergyHeat) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("energy") { write(heat.sum, to: &$0) }
      root.member("path", heat.path)
      root.member("repository", heat.repository)
      root.member("schemaVersion", RunResult.schemaVersion)
      root.member("snapshot") { writeSnapshot(heat.revision, isDirty: heat.isDirty, to: &$0) }
      root.member("tokens", objects: heat.tokens) { object, token in
        object.member("bits", token.bits)
        object.member("column", token.column)
        object.member("group", "\(token.group)")
        object.member("line", token.line)
        object.member("new", token.isNew)
        object.member("text", token.text)
      }
      root.member("tool") { JSONReporter.writeTool(to: &$0) }
    }
    return writer.finished()
  }

  package static func report(_ holdout: EnergyHoldout) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("holdout") { object in
        object.member("bitsPerCharacter", rounded(holdout.bitsPerCharacter))
        object.member("bitsPerTokenClosed", rounded(holdout.bitsPerTokenClosed))
        object.member("bitsPerTokenSpelled", rounded(holdout.bitsPerTokenSpelled))
        object.member("contextBytes", holdout.modelBytes)
        object.member("contexts", holdout.modelContexts)
        object.member("files", holdout.files)
        object.member("newTokens", holdout.newTokens)
        object.member("peakBytes", holdout.peakBytes)
        object.member("tokens", holdout.tokens)
        object.member("tokensPerSecond", holdout.tokensPerSecond.rounded())
      }
      root.member("schemaVersion", RunResult.schemaVersion)
      root.member("tool") { JSONReporter.writeTool(to: &$0) }
    }
    return writer.finished()
  }

  private static func write(_ gap: Coverage.Gap, to object: inout JSONWriter) {
    object.member("path", gap.path)
    object.member("reason", gap.reason)
  }

  static func write(_ sum: EnergySum, to object: inout JSONWriter) {
    object.member("bits", rounded(sum.bits))
    object.member("bitsPerCharacter", rounded(sum.bitsPerCharacter))
    object.member("bitsPerToken", rounded(sum.bitsPerToken))
    object.member("characters", sum.characters)
    object.member("identifiers") { write(sum, .identifiers, to: &$0) }
    object.member("literals") { write(sum, .literals, to: &$0) }
    object.member("newTokens", sum.newTokens)
    object.member("syntax") { write(sum, .syntax, to: &$0) }
    object.member("tokens", sum.tokens)
  }

  private static func write(_ sum: EnergySum, _ group: EnergyGroup, to object: inout JSONWriter) {
    object.member("bits", rounded(sum.groupBits[group.rawValue]))
    object.member("bitsPerToken", rounded(sum.bitsPerToken(of: group)))
    object.member("tokens", sum.groupTokens[group.rawValue])
  }

  private static func write(_ line: EnergyReport.Line, to object: inout JSONWriter) {
    object.member("bits", rounded(line.bits))
    object.member("excess", rounded(line.excess))
    object.member("line", line.line)
    object.member("path", line.path)
    object.member("surprises", objects: line.surprises) { write($1, to: &$0) }
    object.member("tokens", line.tokens)
    object.member("type", "\(line.type)")
  }

  static func write(_ surprise: EnergyReport.Surprise, to object: inout JSONWriter) {
    object.member("bits", rounded(surprise.bits))
    object.member("expected", objects: surprise.expected) { object, expected in
      object.member("probability", rounded(expected.probability))
      object.member("text", expected.text)
    }
    object.member("new", surprise.isNew)
    object.member("text", surprise.text)
  }

  static func rounded(_ number: Double) -> Double { (number * 1e6).rounded() / 1e6 }
}
