import Facts
package import Model
package import TokenEnergy

/// Energy of the lines that a change adds, under a model of what stood before it.
package struct ChangeEnergy: Sendable {
  /// A run of added lines.
  package struct Hunk: Sendable, Equatable {
    /// First and last line, counted from 1, in the new version.
    package var firstLine: Int
    package var lastLine: Int
    package var tokens = 0
    package var bits = 0.0

    package var bitsPerToken: Double { tokens == 0 ? 0 : bits / Double(tokens) }
  }

  package struct File: Sendable {
    package var path: String
    package var isNew: Bool
    package var hunks: [Hunk] = []

    package var tokens: Int { hunks.reduce(0) { $0 + $1.tokens } }
    package var bits: Double { hunks.reduce(0) { $0 + $1.bits } }
    package var bitsPerToken: Double { tokens == 0 ? 0 : bits / Double(tokens) }
  }

  /// Files with added tokens, sorted by path.
  package var files: [File] = []

  package init() {}

  package var tokens: Int { files.reduce(0) { $0 + $1.tokens } }
  package var bits: Double { files.reduce(0) { $0 + $1.bits } }
  package var bitsPerToken: Double { tokens == 0 ? 0 : bits / Double(tokens) }

  /// Adds a file's hunks. Tokens belong to the line on which they begin; a hunk without any is left out.
  package mutating func add(_ file: EnergyFile, _ energy: StreamEnergy, hunks: [LineHunk], isNew: Bool) {
    var result = File(path: file.path, isNew: isNew)
    var place = 0
    for hunk in hunks where hunk.newCount > 0 {
      var sum = Hunk(firstLine: hunk.newStart, lastLine: hunk.newStart + hunk.newCount - 1)
      while place < energy.bits.count {
        let line = file.line(of: place)
        if line > sum.lastLine { break }
        if line >= sum.firstLine {
          sum.tokens += 1
          sum.bits += energy.bits[place]
        }
        place += 1
      }
      if sum.tokens > 0 { result.hunks.append(sum) }
    }
    if !result.hunks.isEmpty { files.append(result) }
  }
}
