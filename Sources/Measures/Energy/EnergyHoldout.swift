package import Model
package import TokenEnergy

/// Energy of files that the model has not seen: every N-th by a hash of the path, scored by a model of all others.
///
/// - Source: the protocol follows Hellendoorn and Devanbu (FSE 2017) with a split that any tool can repeat: FNV-1a with 64
///   bits of the path's bytes, modulo N, is 0.
package struct EnergyHoldout: Sendable {
  /// One scored token, for others to check.
  package struct Dumped: Sendable {
    package var path: String
    package var line: Int
    package var text: String
    package var bits: Double
    /// With log₂ of the vocabulary's size in place of a new token's spelling.
    package var closedBits: Double
  }

  package var tokens = 0
  package var files = 0
  package var bitsSpelled = 0.0
  package var bitsClosed = 0.0
  var characters = 0
  package var newTokens = 0
  /// Tokens scored in a second of one core's time.
  package var tokensPerSecond = 0.0
  /// The process's largest resident size in bytes.
  package var peakBytes = 0
  package var modelContexts = 0
  package var modelBytes = 0
  package var dump: [Dumped] = []

  package var bitsPerTokenSpelled: Double { tokens == 0 ? 0 : bitsSpelled / Double(tokens) }
  package var bitsPerTokenClosed: Double { tokens == 0 ? 0 : bitsClosed / Double(tokens) }
  package var bitsPerCharacter: Double { characters == 0 ? 0 : bitsSpelled / Double(characters) }

  /// Whether a file is held out.
  package static func isHeldOut(_ path: [UInt8], modulus: Int) -> Bool {
    var hash = StableHash()
    for byte in path { hash.combine(byte: byte) }
    return hash.value % UInt64(max(1, modulus)) == 0
  }

  /// - Parameters:
  ///   - files: In order of their paths. All are part of the split, generated ones too.
  ///   - clock: Gives seconds of the calling thread's processor time.
  package init(
    files: [EnergyFile], heldOut: [Bool], model: EnergyModel, keepsDump: Bool, workers: Int, clock: () -> Double
  ) {
    model.add(files.indices.filter { !heldOut[$0] }.map { files[$0].stream }, workers: workers)
    // The convention of SLP-Core: an unseen token costs log₂ of the number of types in both parts together.
    let closed = ExactMath.log2(Double(max(1, model.vocabulary.count)))
    let scorer = EnergyScorer()
    var seconds = 0.0
    for index in files.indices where heldOut[index] {
      let start = clock()
      let energy = scorer.score(files[index].stream, in: model, withheld: false)
      seconds += clock() - start
      add(energy, files[index], model, closed, keepsDump)
    }
    tokensPerSecond = seconds > 0 ? Double(tokens) / seconds : 0
    modelContexts = model.contextCount
    modelBytes = model.contextBytes
  }

  private mutating func add(
    _ energy: StreamEnergy, _ file: EnergyFile, _ model: EnergyModel, _ closed: Double, _ keepsDump: Bool
  ) {
    files += 1
    tokens += energy.bits.count
    newTokens += energy.newTokens.count
    bitsSpelled += energy.total
    var spellings: [Int: Double] = [:]
    for new in energy.newTokens { spellings[new.place] = new.spelling }
    bitsClosed += energy.total(newTokensAt: closed)
    for (place, token) in file.stream.tokens.enumerated() {
      characters += model.vocabulary.byteCount(of: token)
      guard keepsDump else { continue }
      let bits = energy.bits[place]
      dump.append(
        Dumped(
          path: file.path, line: file.line(of: place), text: model.vocabulary.text(of: token), bits: bits,
          closedBits: spellings[place].map { bits - $0 + closed } ?? bits))
    }
  }
}
