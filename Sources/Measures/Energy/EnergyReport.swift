import Facts
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

  /// One token of a file, for a heat listing.
  package struct Token: Sendable {
    package var line: Int
    package var column: Int
    package var text: String
    package var group: EnergyGroup
    package var bits: Double
    package var isNew: Bool
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

  /// Adds the sums of a study's files; `modules` are the names that the files' module indices mean.
  package mutating func add(_ study: EnergyStudy, modules names: [String]) {
    var sums = [EnergySum](repeating: EnergySum(), count: names.count + 1)
    for (index, file) in study.files.enumerated() {
      let sum = study.sum(of: index)
      let isGenerated = file.facts.isGenerated
      let module = file.module >= 0 ? names[file.module] : ""
      files.append(File(path: file.path, module: module, sum: sum, isGenerated: isGenerated))
      if isGenerated {
        generated += sum
      } else {
        total += sum
        sums[file.module + 1] += sum
      }
    }
    for (index, sum) in sums.enumerated() where sum.tokens > 0 {
      modules.append(Module(name: index == 0 ? "" : names[index - 1], sum: sum))
    }
    modules.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
