/// The weights of the mixer, as one row of numbers with fixed parts.
package struct SpellingWeights: Sendable {
  /// Lanes of a row of factors: order 1, the contexts of the model, those of the file, the recalled name, the bias.
  static let lanes = 16
  static let rowLane = 1
  static let modelLane = 2
  static let localLane = 8
  static let recallLane = 14
  static let biasLane = 15
  /// How telling each lane is to a guess.
  static let merits: [Int32] = [0, 0, 6, 3, 7, 5, 0, 0, 10, 8, 11, 9, 0, 0, 0, 0]
  /// Situations of a decision of the tree, and of a guess.
  static let situations = 2 * 4 * 3 * 3
  static let guesses = lanes * 4 * 4 * 2
  static let places = SpellingContext.places
  static let situationAt = 0
  static let guessAt = situationAt + situations
  static let placeAt = guessAt + guesses
  static let guessPlaceAt = placeAt + places
  /// Rows of factors.
  static let sets = guessPlaceAt + places
  /// Biases: one a node, one for the guess.
  static let guessBias = SpellingAlphabet.nodeCount
  static let biases = guessBias + 1
  static let biasAt = sets * lanes
  static let count = biasAt + biases

  /// Factors by row and lane (rows by situation, guess, place, and place of a guess), then biases.
  package var values: [Float]

  /// Weights before any training: every input counts a little.
  package static var untrained: SpellingWeights {
    var values = [Float](repeating: 0, count: count)
    for index in 0..<(placeAt * lanes) where index % lanes != biasLane { values[index] = 0.15 }
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
  package var factor: Float

  package init(bias: Float, factor: Float) {
    self.bias = bias
    self.factor = factor
  }

  /// Rates within a file.
  static let online = SpellingRates(bias: 0.048, factor: 0.0096)
}
