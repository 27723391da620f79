package import Model

/// The units of one snapshot and what was measured of each: a study without its past and its future.
package struct UnitTable: Sendable, Equatable {
  package struct Unit: Sendable, Equatable {
    package var path: String
    /// Qualified name of the declaration; empty for a file.
    package var symbol: String
    package var linesOfCode: Int
    /// One for each of ``UnitTable/predictors``.
    package var values: [Double]

    var name: String { symbol.isEmpty ? path : "\(path): \(symbol)" }
  }

  /// A class or rule is a predictor where at least so many units have findings of it.
  package static let leastUnits = 10

  package let unit: ValidationStudy.Unit
  package let predictors: [String]
  /// Sorted by path and symbol.
  package let units: [Unit]
  /// Rules with findings in some units, but in too few to be predictors; sorted.
  package let rareRules: [RuleID]

  /// Makes predictors of the measures: debt, findings, those of each class and each rule, complexity, and uses.
  ///
  /// A class in which a single rule found something is left out where that rule is a predictor: it would say the same.
  /// `energies` are the names of the measures' energies.
  init(unit: ValidationStudy.Unit, measures: [UnitMeasures], energies: [String] = []) {
    self.unit = unit
    let sorted = measures.sorted { $0.precedes($1) }
    let unitsOfRule = Self.counts(sorted.map { unit in Set(unit.findings.map(\.rule)) })
    let unitsOfClass = Self.counts(sorted.map { unit in Set(unit.findings.compactMap(\.rule.defectClass)) })
    let rules = unitsOfRule.keys.filter { unitsOfRule[$0, default: 0] >= Self.leastUnits }.sorted()
    let classes = DefectClass.allCases.filter { defectClass in
      let members = unitsOfRule.keys.filter { $0.defectClass == defectClass }
      return unitsOfClass[defectClass, default: 0] >= Self.leastUnits && members.count > 1
    }
    rareRules = unitsOfRule.keys.filter { unitsOfRule[$0, default: 0] < Self.leastUnits }.sorted()
    predictors =
      ["debt density", "debt minutes", "findings"] + classes.map(\.rawValue) + rules.map(\.text)
      + ["cognitive complexity", "highest cognitive complexity", "fan-in", "fan-out"] + energies
    units = sorted.map { measure in
      let debt = DebtMetric(findings: measure.findings, linesOfCode: measure.linesOfCode)
      var values = [debt.density, debt.minutes, Double(measure.findings.count)]
      values += classes.map { wanted in Double(measure.findings.count { $0.rule.defectClass == wanted }) }
      values += rules.map { wanted in Double(measure.findings.count { $0.rule == wanted }) }
      values += [measure.cognitiveSum, measure.cognitiveMax, measure.fanIn, measure.fanOut].map { Double($0) }
      values += measure.energies
      return Unit(path: measure.path, symbol: measure.symbol, linesOfCode: measure.linesOfCode, values: values)
    }
  }

  private static func counts<Key: Hashable>(_ sets: [Set<Key>]) -> [Key: Int] {
    var counts: [Key: Int] = [:]
    for key in sets.joined() { counts[key, default: 0] += 1 }
    return counts
  }

  /// The study that comes of the table with what happened before and after the snapshot.
  package func study(_ history: UnitHistory) -> ValidationStudy {
    ValidationStudy(
      unit: unit, predictors: predictors,
      samples: units.map { unit in
        let course = history.course(of: unit.path, symbol: unit.symbol)
        return ValidationSample(
          name: unit.name, linesOfCode: unit.linesOfCode, churn: Double(course.churn), values: unit.values,
          fixes: course.fixes)
      })
  }
}

/// What is measured of one unit.
struct UnitMeasures {
  var path: String
  /// Empty for a file.
  var symbol: String
  var linesOfCode: Int
  /// In it or in something nested in it, sorted.
  var findings: [Finding] = []
  var cognitiveSum = 0
  var cognitiveMax = 0
  /// How many other parts use it, and how many others it uses.
  var fanIn = 0
  var fanOut = 0
  /// In the order of the table's names for them.
  var energies: [Double] = []

  mutating func add(cognitive: Int) {
    cognitiveSum += cognitive
    cognitiveMax = max(cognitiveMax, cognitive)
  }

  func precedes(_ other: UnitMeasures) -> Bool {
    path == other.path
      ? symbol.utf8.lexicographicallyPrecedes(other.symbol.utf8) : path.utf8.lexicographicallyPrecedes(other.path.utf8)
  }
}
