import Model

@testable import Measures

/// Token energy made up for the reporters' tests.
enum SampleEnergy {
  static func sum(names: Double, syntax: Double, literals: Double, tokens: Int = 12, new: Int = 0) -> EnergySum {
    var sum = EnergySum()
    for _ in 0..<tokens {
      sum.add(names, .identifiers, characters: 6)
      sum.add(syntax, .syntax, characters: 1)
    }
    sum.add(literals, .literals, characters: 9)
    sum.newTokens = new
    return sum
  }

  private static func surprises(_ text: String) -> [EnergyReport.Surprise] {
    [
      EnergyReport.Surprise(text: text, bits: 31.42, isNew: true, expected: [("Loaf", 0.53), ("Oven", 0.062)]),
      EnergyReport.Surprise(text: "bake", bits: 9.5, isNew: false, expected: []),
    ]
  }

  /// `name` stands wherever a repository has a say.
  static func report(_ name: String) -> EnergyReport {
    var report = EnergyReport()
    report.repository = name
    report.coverage.analysed = 3
    report.total = sum(names: 3.5, syntax: 0.5, literals: 12, tokens: 40, new: 4)
    report.generated = sum(names: 1, syntax: 0.25, literals: 4)
    report.modules = [
      EnergyReport.Module(name: "", sum: sum(names: 5, syntax: 1, literals: 20, tokens: 4)),
      EnergyReport.Module(name: name, sum: sum(names: 3, syntax: 0.4, literals: 11, tokens: 36)),
    ]
    report.files = [
      EnergyReport.File(
        path: "Sources/\(name)/Oven.swift", module: name, sum: sum(names: 6, syntax: 1, literals: 20, new: 2),
        isGenerated: false),
      EnergyReport.File(
        path: "Sources/\(name)/Generated.swift", module: name, sum: sum(names: 1, syntax: 0.25, literals: 4),
        isGenerated: true),
      EnergyReport.File(path: "Package.swift", module: "", sum: EnergySum(), isGenerated: false),
    ]
    report.lines = [
      EnergyReport.Line(
        path: "Sources/\(name)/Oven.swift", line: 7, type: .expression, tokens: 5, bits: 52.25, excess: 4.5,
        surprises: surprises(name))
    ]
    return report
  }

  static func change(_ name: String, accepted count: Int = 20) -> MismatchReport {
    var report = MismatchReport()
    report.repository = name
    report.base = "5e192a5ab05f13efaeefd52a5e192a5ab05f13ef"
    report.closedPrice = 10.5
    report.notes = ["not scored: Sources/\(name)/Flour.swift: larger than 8 MB"]
    func hunk(_ first: Int, _ last: Int, _ names: Double) -> ChangeEnergy.Hunk {
      ChangeEnergy.Hunk(
        firstLine: first, lastLine: last, sum: sum(names: names * 2, syntax: 1, literals: 30),
        closed: sum(names: names, syntax: 1, literals: 30))
    }
    report.change.files = [
      ChangeEnergy.File(path: "Sources/\(name)/Oven.swift", isNew: false, hunks: [hunk(3, 3, 2), hunk(9, 14, 7)]),
      ChangeEnergy.File(path: "Sources/\(name)/Loaf.swift", isNew: true, hunks: [hunk(1, 20, 5)]),
    ]
    for number in 0..<count {
      var accepted = ChangeEnergy()
      accepted.files = [
        ChangeEnergy.File(path: "a.swift", isNew: false, hunks: [hunk(1, 2, Double(number) / 3)])
      ]
      report.accepted.add(accepted)
    }
    report.lines = [
      MismatchReport.Line(
        path: "Sources/\(name)/Oven.swift", line: 9, tokens: 5, bits: 52.25, surprises: surprises(name),
        nearest: NearestLine(
          path: "Sources/\(name)/Oven.swift", line: 4, text: "let loaf = \(name) . bake ( )", similarity: 0.75))
    ]
    return report
  }

  static func heat(_ name: String) -> EnergyHeat {
    EnergyHeat(
      repository: name, revision: "", isDirty: true, path: "Sources/\(name).swift",
      sum: sum(names: 3, syntax: 1, literals: 8, tokens: 1),
      tokens: [
        EnergyHeat.Token(line: 1, column: 1, text: "let", group: .syntax, bits: 1, isNew: false),
        EnergyHeat.Token(line: 1, column: 5, text: name, group: .identifiers, bits: 12, isNew: true),
      ], lineCount: 2)
  }
}
