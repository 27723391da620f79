/// The weights of the mixer, as one row of numbers with fixed parts.
package struct SpellingWeights: Sendable {
  /// Inputs: orders 0 and 1, six contexts of the model, the last four of them in the file, the
  /// recalled name.
  static let inputs = 13
  static let recallInput = 12
  /// Cells of a count pair: 6 × 6 steps of the counts for bit 0 and bit 1; for the guess and for the tree.
  static let cells = 36
  /// Situations of a decision of the tree, and of a guess.
  static let situations = 5 * 4 * 2 * 3
  static let guesses = 2 * inputs * 4 * 2
  static let places = SpellingContext.places
  /// Biases: one a node, one for the guess.
  static let guessBias = SpellingAlphabet.nodeCount
  static let cellAt = guessBias + 2
  static let situationAt = cellAt + 2 * inputs * cells
  static let guessAt = situationAt + situations * inputs
  static let placeAt = guessAt + guesses * inputs
  static let guessPlaceAt = placeAt + places * inputs
  static let count = guessPlaceAt + places * inputs

  /// Values by part: bias by node, cell by input and count pair, factor by situation, factor by place.
  package var values: [Float]

  /// Weights before any training: every input counts a little.
  package static var untrained: SpellingWeights {
    var values = [Float](repeating: 0, count: count)
    for index in situationAt..<placeAt { values[index] = 0.15 }
    return SpellingWeights(values: values)
  }

  /// The shipped weights; untrained ones where the digits do not fit the parts.
  package static let shipped: SpellingWeights = {
    var values: [Float] = []
    values.reserveCapacity(count)
    digits.withUTF8Buffer { text in
      var place = 0
      while place + 4 <= text.count {
        var bits: UInt16 = 0
        for digit in text[place..<(place + 4)] { bits = bits << 4 | UInt16(digit < 58 ? digit &- 48 : digit &- 87) }
        values.append(Float(Int16(bitPattern: bits)) / scale)
        place += 4
      }
    }
    return values.count == count ? SpellingWeights(values: values) : untrained
  }()

  /// A weight is shipped as a 16-bit number of 1 ⁄ 1,024.
  package static let scale: Float = 1024
}

/// Learning rates of the mixer by part of the weights.
package struct SpellingRates: Sendable {
  package var bias: Float
  package var cell: Float
  package var factor: Float

  package init(bias: Float, cell: Float, factor: Float) {
    self.bias = bias
    self.cell = cell
    self.factor = factor
  }

  /// Rates within a file.
  package static let online = SpellingRates(bias: 0.017, cell: 0.017, factor: 0.0034)
}
