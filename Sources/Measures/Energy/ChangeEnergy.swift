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
    package var sum = EnergySum()
    /// The same with one price for all new tokens in place of their spelling: that a name is new says something about a
    /// change, how long it is does not.
    package var closed = EnergySum()
  }

  package struct File: Sendable {
    package var path: String
    package var isNew: Bool
    package var hunks: [Hunk] = []

    package var sum: EnergySum { hunks.reduce(into: EnergySum()) { $0 += $1.sum } }
    package var closed: EnergySum { hunks.reduce(into: EnergySum()) { $0 += $1.closed } }
  }

  /// Files with added tokens, sorted by path.
  package var files: [File] = []

  package init() {}

  package var sum: EnergySum { files.reduce(into: EnergySum()) { $0 += $1.sum } }
  package var closed: EnergySum { files.reduce(into: EnergySum()) { $0 += $1.closed } }

  /// Adds a file's hunks. Tokens belong to the line on which they begin; a hunk without any is left out.
  ///
  /// - Parameter closedPrice: Of a new token, in bits, for ``Hunk/closed``.
  package mutating func add(
    _ file: EnergyFile, _ energy: StreamEnergy, hunks: [LineHunk], isNew: Bool, closedPrice: Double
  ) {
    var result = File(path: file.path, isNew: isNew)
    let closedBits = energy.bits(newTokensAt: closedPrice)
    var place = 0
    for hunk in hunks where hunk.newCount > 0 {
      var added = Hunk(firstLine: hunk.newStart, lastLine: hunk.newStart + hunk.newCount - 1)
      while place < energy.bits.count {
        let line = file.line(of: place)
        if line > added.lastLine { break }
        if line >= added.firstLine {
          added.sum.add(energy.bits[place], file.group(of: place), characters: 0)
          added.closed.add(closedBits[place], file.group(of: place), characters: 0)
        }
        place += 1
      }
      if added.sum.tokens > 0 { result.hunks.append(added) }
    }
    if !result.hunks.isEmpty { files.append(result) }
  }
}
