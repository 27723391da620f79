package import TokenEnergy

/// A distribution over outcomes seen as a system of levels with the energies E = −log₂ p, at inverse temperature β: level
/// weights are p^β ÷ Z.
///
/// Energies and entropies are in bits. At β = 1 the weights are p itself: Z = 1, F = 0, ⟨E⟩ = S.
package struct Thermodynamics: Sendable, Equatable {
  package var beta: Double
  /// log₂ Z(β), Z = Σ p^β.
  package var logZ: Double
  /// ⟨E⟩ in bits.
  package var energy: Double
  /// S = β(⟨E⟩ − F) in bits: the entropy of the weights.
  package var entropy: Double
  /// F = −log₂ Z ÷ β in bits.
  package var freeEnergy: Double
  /// C = β² Var(E) with E in nats: no unit.
  package var heatCapacity: Double

  /// - Parameter probabilities: Outcomes' probabilities; zeros have no part. Their sum need not be exactly 1.
  package init(_ probabilities: [Double], beta: Double) {
    self.beta = beta
    let sum = probabilities.reduce(0, +)
    var z = 0.0
    var first = 0.0
    var second = 0.0
    for probability in probabilities where probability > 0 {
      let level = -ExactMath.log2(probability / sum)
      let weight = ExactMath.exp2(-beta * level)
      z += weight
      first += weight * level
      second += weight * level * level
    }
    logZ = z > 0 ? ExactMath.log2(z) : 0
    energy = z > 0 ? first / z : 0
    freeEnergy = beta == 0 ? 0 : -logZ / beta
    entropy = beta * energy + logZ
    let variance = z > 0 ? max(0, second / z - energy * energy) : 0
    heatCapacity = beta * beta * variance * Self.nats * Self.nats
  }

  private init(beta: Double) {
    self.beta = beta
    (logZ, energy, entropy, freeEnergy, heatCapacity) = (0, 0, 0, 0, 0)
  }

  /// The mean of several systems at one β: all but β are extensive, so this is what one of them has on average.
  package static func mean(_ systems: [Thermodynamics], beta: Double) -> Thermodynamics {
    var mean = Thermodynamics(beta: beta)
    guard !systems.isEmpty else { return mean }
    let count = Double(systems.count)
    for system in systems {
      mean.logZ += system.logZ / count
      mean.energy += system.energy / count
      mean.entropy += system.entropy / count
      mean.freeEnergy += system.freeEnergy / count
      mean.heatCapacity += system.heatCapacity / count
    }
    return mean
  }

  private static let nats = 0.6931471805599453
}
