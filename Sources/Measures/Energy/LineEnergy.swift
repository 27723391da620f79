import Facts
import Model
import TokenEnergy

/// Energy of the tokens that begin on one line.
package struct LineEnergy: Sendable, Equatable {
  /// Index of the file in its study.
  package var file: Int
  /// Counted from 1.
  package var line: Int
  package var type: LineType
  package var tokens = 0
  /// In bits.
  package var bits = 0.0
  /// Names and syntax alone: literals say nothing about how the code is written.
  var counted = 0
  var countedBits = 0.0
  /// Sum of the squares of their bits.
  var squares = 0.0
  /// Places of the tokens in the file's stream.
  var places: Range<Int>

  package var bitsPerToken: Double { tokens == 0 ? 0 : bits / Double(tokens) }

  /// Of names and syntax; nil where the line has none.
  var countedMean: Double? { counted == 0 ? nil : countedBits / Double(counted) }
}

extension EnergyStudy {
  /// The lines of a file on which a token begins, in order.
  package func lines(of file: Int) -> [LineEnergy] {
    let source = files[file]
    let bits = energies[file].bits
    var lines: [LineEnergy] = []
    for place in bits.indices {
      let line = source.line(of: place)
      if lines.last?.line != line {
        let token = Int(source.places[place])
        let type = LineType.of(source.facts.strings[source.facts.tokens.texts[token]], source.facts.tokens.kinds[token])
        lines.append(LineEnergy(file: file, line: line, type: type, places: place..<place))
      }
      let last = lines.count - 1
      lines[last].places = lines[last].places.lowerBound..<(place + 1)
      lines[last].tokens += 1
      lines[last].bits += bits[place]
      if source.group(of: place) == .literals { continue }
      lines[last].counted += 1
      lines[last].countedBits += bits[place]
      lines[last].squares += bits[place] * bits[place]
    }
    return lines
  }
}

/// What lines of each type cost: means and deviations of their names and syntax.
package struct LineTypeMoments: Sendable {
  private struct Moments {
    var count = 0.0
    var sum = 0.0
    var squares = 0.0

    mutating func add(_ count: Int, sum: Double, squares: Double) {
      self.count += Double(count)
      self.sum += sum
      self.squares += squares
    }

    var mean: Double { count == 0 ? 0 : sum / count }
    var deviation: Double { count == 0 ? 0 : max(0, squares / count - mean * mean).squareRoot() }
  }

  /// By type, over tokens and over lines' means.
  private var tokens = [Moments](repeating: Moments(), count: LineType.allCases.count)
  private var lines = [Moments](repeating: Moments(), count: LineType.allCases.count)

  package init(_ lines: [LineEnergy]) {
    for line in lines {
      guard let mean = line.countedMean else { continue }
      tokens[line.type.rawValue].add(line.counted, sum: line.countedBits, squares: line.squares)
      self.lines[line.type.rawValue].add(1, sum: mean, squares: mean * mean)
    }
  }

  /// How far a line's mean lies above that of the tokens of its type, in standard errors of a mean of so many tokens; 0
  /// where nothing can be said.
  package func excess(of line: LineEnergy) -> Double {
    let type = tokens[line.type.rawValue]
    guard let mean = line.countedMean, type.deviation > 0 else { return 0 }
    return (mean - type.mean) / type.deviation * Double(line.counted).squareRoot()
  }

  /// How far a line's mean lies above the means of the lines of its type, in their standard deviations (Ray et al., "On
  /// the Naturalness of Buggy Code", ICSE 2016); 0 where nothing can be said.
  package func score(of line: LineEnergy) -> Double {
    let type = lines[line.type.rawValue]
    guard let mean = line.countedMean, type.deviation > 0 else { return 0 }
    return (mean - type.mean) / type.deviation
  }
}
