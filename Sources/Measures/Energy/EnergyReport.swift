package import Model

/// Token energy of a snapshot, ready to be shown.
package struct EnergyReport: Sendable {
  package struct Module: Sendable {
    package var name: String
    package var sum: EnergySum
  }

  package struct File: Sendable {
    package var path: String
    package var module: String
    package var sum: EnergySum
    /// Generated files are scored by the others, teach none of them, and are in no sum.
    package var isGenerated: Bool
  }

  /// A token that costs much, with what had been expected in its place.
  package struct Surprise: Sendable {
    package var text: String
    package var bits: Double
    /// Whether neither other files nor this one had it before.
    package var isNew: Bool
    package var expected: [(text: String, probability: Double)]

    package init(text: String, bits: Double, isNew: Bool, expected: [(text: String, probability: Double)]) {
      self.text = text
      self.bits = bits
      self.isNew = isNew
      self.expected = expected
    }
  }

  package struct Line: Sendable {
    package var path: String
    package var line: Int
    package var type: LineType
    package var tokens: Int
    package var bits: Double
    /// How far the line's names and syntax lie above other lines of its type, in standard errors.
    package var excess: Double
    /// The tokens that cost most, the costliest first.
    package var surprises: [Surprise]
  }

  package var repository = ""
  package var revision = ""
  package var isDirty = false
  package var coverage = Coverage()
  package var total = EnergySum()
  package var generated = EnergySum()
  package var modules: [Module] = []
  package var files: [File] = []
  package var lines: [Line] = []

  package init() {}

  /// Takes over the sums of a snapshot.
  package mutating func add(_ energy: SnapshotEnergy) {
    func name(_ module: Int) -> String { module >= 0 ? energy.moduleNames[module] : "" }
    files += energy.files.map {
      File(path: $0.path, module: name($0.module), sum: $0.sum, isGenerated: $0.isGenerated)
    }
    total += energy.total
    generated += energy.generated
    for (index, sum) in energy.modules.enumerated() where sum.tokens > 0 {
      modules.append(Module(name: name(index - 1), sum: sum))
    }
    modules.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
