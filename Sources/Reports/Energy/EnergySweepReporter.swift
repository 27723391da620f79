package import Measures
import Model

/// Shows the thermodynamics of a model.
package enum EnergySweepReporter {
  package enum Format: Sendable {
    case text
    case json
  }

  package static func report(_ sweep: EnergySweep, format: Format, options: ReportOptions) -> [UInt8] {
    switch format {
    case .text: text(sweep, options)
    case .json: json(sweep)
    }
  }

  private static func text(_ sweep: EnergySweep, _ options: ReportOptions) -> [UInt8] {
    var page = TerminalPage(width: options.width, style: options.style)
    page.line([
      TextRun(sweep.repository, .strong),
      TextRun(" · thermodynamics over \(FigureFormat.count(sweep.places, "sampled place", "sampled places"))", .dim),
    ])
    page.blank()
    guard sweep.places > 0 else {
      page.line("There is no Swift code here to sample.", indent: 2)
      return Array(page.text.utf8)
    }
    writeSystems(sweep, to: &page)
    writeStrain(sweep, to: &page)
    writeOrder(sweep, to: &page)
    page.line(
      "A peak of the heat capacity is no evidence of quality, and none of these figures is scored: see docs/energy.md.",
      .dim, indent: 2)
    return Array(page.text.utf8)
  }

  private static func writeSystems(_ sweep: EnergySweep, to page: inout TerminalPage) {
    var table = TextTable(columns: [.right, .right, .right, .right, .right, .right], flexible: 0)
    table.add(["β", "log₂ Z", "⟨E⟩ bits", "S bits", "F bits", "C"].map { TextRun($0, .dim) })
    for system in sweep.systems {
      table.add([
        TextRun(EnergyTextReporter.bits(system.beta), .strong), TextRun(signed(system.logZ)),
        TextRun(EnergyTextReporter.bits(system.energy)), TextRun(EnergyTextReporter.bits(system.entropy)),
        TextRun(signed(system.freeEnergy)), TextRun(EnergyTextReporter.bits(system.heatCapacity)),
      ])
    }
    table.write(to: &page, indent: 2)
    page.blank()
  }

  private static func writeStrain(_ sweep: EnergySweep, to page: inout TerminalPage) {
    var table = TextTable(columns: [.left, .right, .right, .right, .right], flexible: 0)
    table.add(["module", "energy", "entropy", "strain", "places"].map { TextRun($0, .dim) })
    for strain in sweep.modules {
      table.add([
        TextRun(strain.name.isEmpty ? "(no module)" : strain.name, .strong),
        TextRun(EnergyTextReporter.bits(strain.energy)), TextRun(EnergyTextReporter.bits(strain.entropy)),
        TextRun(signed(strain.strain)), TextRun(FigureFormat.count(strain.places)),
      ])
    }
    table.write(to: &page, indent: 2)
    page.blank()
  }

  private static func writeOrder(_ sweep: EnergySweep, to page: inout TerminalPage) {
    page.line(
      "Bits a token: \(EnergyTextReporter.bits(sweep.unigramBits)) by counts alone, "
        + "\(EnergyTextReporter.bits(sweep.fileBits)) by the file so far, \(EnergyTextReporter.bits(sweep.fullBits)) by "
        + "everything: short-range order \(signed(sweep.shortRangeOrder)), long-range order "
        + "\(signed(sweep.longRangeOrder)).", indent: 2)
    guard sweep.curve.points.count > 0 else { return }
    let points = sweep.curve.points.map {
      "\(EnergyTextReporter.bits($0.bits)) after \(FigureFormat.count($0.tokens))"
    }
    page.line("Learning, on held-out files: \(points.joined(separator: ", ")) tokens.", indent: 2)
    if sweep.curve.exponent > 0 {
      page.line(
        "Fitted: \(EnergyTextReporter.bits(sweep.curve.limit)) + \(EnergyTextReporter.bits(sweep.curve.amplitude)) · "
          + "N^−\(EnergyTextReporter.bits(sweep.curve.exponent)), off by \(EnergyTextReporter.bits(sweep.curve.error)) bits.",
        indent: 2)
    }
  }

  private static func signed(_ number: Double) -> String {
    (number <= -0.005 ? "-" : "") + EnergyTextReporter.bits(number)
  }

  private static func json(_ sweep: EnergySweep) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("curve") { curve in
        curve.member("amplitude", EnergyJSONReporter.rounded(sweep.curve.amplitude))
        curve.member("error", EnergyJSONReporter.rounded(sweep.curve.error))
        curve.member("exponent", sweep.curve.exponent)
        curve.member("limit", EnergyJSONReporter.rounded(sweep.curve.limit))
        curve.member("points", objects: sweep.curve.points) { object, point in
          object.member("bitsPerToken", EnergyJSONReporter.rounded(point.bits))
          object.member("tokens", point.tokens)
        }
      }
      root.member("files", objects: sweep.files) { write($1, to: &$0) }
      root.member("modules", objects: sweep.modules) { write($1, to: &$0) }
      root.member("order") { order in
        order.member("file", EnergyJSONReporter.rounded(sweep.fileBits))
        order.member("full", EnergyJSONReporter.rounded(sweep.fullBits))
        order.member("longRange", EnergyJSONReporter.rounded(sweep.longRangeOrder))
        order.member("shortRange", EnergyJSONReporter.rounded(sweep.shortRangeOrder))
        order.member("unigram", EnergyJSONReporter.rounded(sweep.unigramBits))
      }
      root.member("places", sweep.places)
      root.member("repository", sweep.repository)
      root.member("schemaVersion", RunResult.schemaVersion)
      root.member("sweep", objects: sweep.systems) { object, system in
        object.member("beta", system.beta)
        object.member("energy", EnergyJSONReporter.rounded(system.energy))
        object.member("entropy", EnergyJSONReporter.rounded(system.entropy))
        object.member("freeEnergy", EnergyJSONReporter.rounded(system.freeEnergy))
        object.member("heatCapacity", EnergyJSONReporter.rounded(system.heatCapacity))
        object.member("logZ", EnergyJSONReporter.rounded(system.logZ))
      }
      root.member("tool") { JSONReporter.writeTool(to: &$0) }
    }
    return writer.finished()
  }

  private static func write(_ strain: EnergySweep.Strain, to object: inout JSONWriter) {
    object.member("energy", EnergyJSONReporter.rounded(strain.energy))
    object.member("entropy", EnergyJSONReporter.rounded(strain.entropy))
    object.member("name", strain.name)
    object.member("places", strain.places)
    object.member("strain", EnergyJSONReporter.rounded(strain.strain))
  }
}
