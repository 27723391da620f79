import Facts
package import Model
package import TokenEnergy

/// Thermodynamics of a snapshot's model: a sweep over β on a sample of places, strain, order and the learning curve.
package struct EnergySweep: Sendable {
  /// Figures of one file or module.
  package struct Strain: Sendable {
    package var name: String
    /// Sampled places.
    package var places: Int
    /// Mean energy of the real tokens, new ones by their class only, in bits.
    package var energy: Double
    /// Mean entropy of what the model expected, in bits.
    package var entropy: Double
    /// Energy less entropy: an estimate of KL(data ‖ model), in bits a token.
    package var strain: Double { energy - entropy }
  }

  static let betas = [0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 4]
  /// Places that are sampled at most.
  static let sampleSize = 2_000
  /// Where the vocabulary is so large that all places together would have more outcomes than ``outcomes``, fewer places are
  /// sampled, but no fewer than this.
  private static let leastSample = 50
  private static let outcomes = 100_000_000

  package var repository = ""
  package var places = 0
  package var systems: [Thermodynamics] = []
  package var modules: [Strain] = []
  package var files: [Strain] = []
  /// Bits a token by token counts alone, by the file so far, and by everything; new tokens cost log₂ of the vocabulary.
  package var unigramBits = 0.0
  package var fileBits = 0.0
  package var fullBits = 0.0
  package var curve = LearningCurve([])

  /// s = 1 − H_file ÷ H₁: what the file so far gives beyond counts of tokens.
  package var shortRangeOrder: Double { unigramBits > 0 ? 1 - fileBits / unigramBits : 0 }
  /// ℓ = 1 − H_full ÷ H_file: what the rest of the lattice adds.
  package var longRangeOrder: Double { fileBits > 0 ? 1 - fullBits / fileBits : 0 }

  /// One sampled place.
  private struct Sample: Sendable {
    var file: Int
    var systems: [Thermodynamics]
    var energy: Double
    var entropy: Double
  }

  package init() {}

  /// Adds the sweep, strain and order of a study. `modules` are the names that the files' module indices mean.
  package mutating func add(_ study: EnergyStudy, modules names: [String], workers: Int) {
    let samples = Self.samples(of: study, workers: workers)
    places = samples.count
    systems = Self.betas.indices.map { index in
      Thermodynamics.mean(samples.map { $0.systems[index] }, beta: Self.betas[index])
    }
    files = Self.strains(samples) { study.files[$0].path }
    modules = Self.strains(samples) { study.files[$0].module >= 0 ? names[study.files[$0].module] : "" }
    addOrder(study, workers: workers)
  }

  /// Whether a place is sampled: by a hash of the path and the place, so that the sample is the same everywhere.
  private static func isSampled(_ path: UInt64, _ place: Int, one rate: UInt64) -> Bool {
    var hash = StableHash()
    hash.combine(path)
    hash.combine(UInt64(place))
    return hash.value % rate == 0
  }

  private static func samples(of study: EnergyStudy, workers: Int) -> [Sample] {
    let total = study.files.reduce(0) { $0 + ($1.facts.isGenerated ? 0 : $1.stream.tokens.count) }
    let model = study.model
    // Each place costs a pass over the vocabulary.
    let size = min(sampleSize, max(leastSample, outcomes / max(1, model.vocabulary.count)))
    let rate = UInt64(max(1, total / size))
    return study.scoring.map(count: study.files.count, workers: workers) { index, scorer -> [Sample] in
      let file = study.files[index]
      guard !file.facts.isGenerated else { return [] }
      var key = StableHash()
      key.combine(file.path)
      let wanted = file.stream.tokens.indices.filter { isSampled(key.value, $0, one: rate) }
      guard !wanted.isEmpty else { return [] }
      let set = Set(wanted)
      var spelling: [Int: Double] = [:]
      for new in study.energies[index].newTokens { spelling[new.place] = new.spelling }
      var samples: [Sample] = []
      _ = scorer.score(file.stream, in: model, withheld: true) { place, prediction in
        guard set.contains(place) else { return }
        let distribution = prediction.distribution()
        let systems = betas.map { Thermodynamics(distribution, beta: $0) }
        let unit = systems[betas.firstIndex(of: 1) ?? 0]
        let energy = study.energies[index].bits[place] - spelling[place, default: 0]
        samples.append(Sample(file: index, systems: systems, energy: energy, entropy: unit.entropy))
      }
      return samples
    }.flatMap { $0 }
  }

  private static func strains(_ samples: [Sample], _ name: (Int) -> String) -> [Strain] {
    var groups: [String: [Sample]] = [:]
    for sample in samples { groups[name(sample.file), default: []].append(sample) }
    return groups.map { name, samples in
      let count = Double(samples.count)
      return Strain(
        name: name, places: samples.count, energy: samples.reduce(0) { $0 + $1.energy } / count,
        entropy: samples.reduce(0) { $0 + $1.entropy } / count)
    }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  // MARK: Order

  private mutating func addOrder(_ study: EnergyStudy, workers: Int) {
    let model = study.model
    let closed = ExactMath.log2(Double(max(1, model.vocabulary.count)))
    let empty = EnergyModel(vocabulary: model.vocabulary)
    let own = study.files.indices.filter { !study.files[$0].facts.isGenerated }
    let alone = Self.foreignBits(own.map { study.files[$0].stream }, in: empty, study.scoring, closed, workers)
    var counts = [Int](repeating: 0, count: model.vocabulary.count)
    var tokens = 0
    var full = 0.0
    for index in own {
      for token in study.files[index].stream.tokens { counts[Int(token.index)] += 1 }
      tokens += study.files[index].stream.tokens.count
      full += study.energies[index].total(newTokensAt: closed)
    }
    guard tokens > 0 else { return }
    // In ascending order, so that the sum does not depend on the tokens' numbers.
    let shares = counts.filter { $0 > 0 }.sorted().map { Double($0) / Double(tokens) }
    unigramBits = -shares.reduce(0) { $0 + $1 * ExactMath.log2($1) }
    fileBits = alone.reduce(0, +) / Double(tokens)
    fullBits = full / Double(tokens)
  }

  /// Energy of streams that the model does not hold, new tokens at a fixed price.
  private static func foreignBits(
    _ streams: [TokenSequence], in model: EnergyModel, _ scoring: ScoringPool, _ closed: Double, _ workers: Int
  ) -> [Double] {
    let withheld = [Bool](repeating: false, count: streams.count)
    return scoring.scores(streams, in: model, withheld: withheld, workers: workers).map {
      $0.total(newTokensAt: closed)
    }
  }

  // MARK: Learning

  /// Energy of held-out files by growing parts of the others: a sixteenth, an eighth, a quarter, a half, all.
  ///
  /// - Parameter model: Holds the files' vocabulary and no counts; has those of all files that are not held out
  ///   afterwards.
  package mutating func addCurve(_ files: [EnergyFile], heldOut: [Bool], model: EnergyModel, workers: Int) {
    let closed = ExactMath.log2(Double(max(1, model.vocabulary.count)))
    let train = files.indices.filter { !heldOut[$0] }.map { index -> (key: UInt64, index: Int) in
      var key = StableHash()
      key.combine(files[index].path)
      return (TokenHash.of(number: key.value), index)
    }.sorted { ($0.key, $0.index) < ($1.key, $1.index) }
    let test = files.indices.filter { heldOut[$0] }
    let tokens = test.reduce(0) { $0 + files[$1].stream.tokens.count }
    guard tokens > 0 else { return }
    let scoring = ScoringPool()
    var points: [LearningCurve.Point] = []
    var taken = 0
    for part in [16, 8, 4, 2, 1] {
      let count = train.count / part
      guard count > taken else { continue }
      model.add(train[taken..<count].map { files[$0.index].stream }, workers: workers)
      taken = count
      let bits = Self.foreignBits(test.map { files[$0].stream }, in: model, scoring, closed, workers)
      points.append(LearningCurve.Point(tokens: model.tokenCount, bits: bits.reduce(0, +) / Double(tokens)))
    }
    curve = LearningCurve(points)
  }
}
