import Model

/// What a run found against what the fixture asks for.
struct FixtureComparison {
  let missing: [FixtureExpectation]
  let unexpected: [Finding]

  /// Pairs each expectation with one finding. Markers with carets choose first, since they are choosier.
  init(expectations: [FixtureExpectation], findings: [Finding]) {
    var rest = findings
    var missing = [FixtureExpectation]()
    let withColumn = expectations.filter { $0.column != nil }
    for expectation in withColumn + expectations.filter({ $0.column == nil }) {
      if let index = rest.firstIndex(where: expectation.matches) {
        rest.remove(at: index)
      } else {
        missing.append(expectation)
      }
    }
    self.missing = missing
    unexpected = rest
  }

  /// Empty where all is as asked for; else one line a difference.
  var complaints: [String] {
    missing.map { "missing: \($0)" }
      + unexpected.map { "unexpected: \($0.path):\($0.line):\($0.column): \($0.rule): \($0.message)" }
  }
}
