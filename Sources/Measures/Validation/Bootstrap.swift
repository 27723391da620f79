import Model

/// Draws resamples: as many units as there are, each drawn from all of them, so that some come several times and some
/// not at all (Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979).
///
/// A resample is determined by its number alone, so everything that is measured on resample 17 is measured on the same
/// units: differences are paired, and no number of workers changes a result.
package enum Bootstrap {
  /// How many resamples an interval is read from where nobody says otherwise.
  package static let standardResamples = 1000

  /// How often each of `count` units comes in a resample.
  static func copies(ofResample number: Int, count: Int) -> [UInt32] {
    // Neighbouring seeds would give this generator overlapping sequences, hence the hash.
    var seed = StableHash()
    seed.combine("bootstrap")
    seed.combine(UInt64(truncatingIfNeeded: number))
    var generator = SplitMix64(seed: seed.value)
    var copies = [UInt32](repeating: 0, count: count)
    for _ in 0..<count { copies[generator.below(count)] += 1 }
    return copies
  }
}
