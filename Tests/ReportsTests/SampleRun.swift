import Model
import Rules

/// A made-up run on a made-up repository that every report is tried on.
enum SampleRun {
  static let overgrown = RuleID("dendrite/overgrown-declaration")
  static let duplicate = RuleID("twin/duplicate-code")
  static let unfinished = RuleID("vacancy/unfinished-work")

  static func finding(
    _ rule: RuleID, _ severity: Severity, _ path: String, line: Int, column: Int = 5, endLine: Int? = nil,
    symbol: String = "", message: String, minutes: Double = 15, confidence: Double = 1,
    evidence: [Finding.Evidence] = []
  ) -> Finding {
    var hash = StableHash()
    hash.combine(rule.text)
    hash.combine(path)
    hash.combine(UInt64(line))
    return Finding(
      rule: rule, severity: severity, confidence: confidence, path: path, line: line, column: column,
      endLine: endLine ?? line, symbol: symbol, module: path.hasPrefix("Sources/") ? "Bakery" : "", message: message,
      minutes: minutes, fingerprint: hash.hexadecimal, evidence: evidence)
  }

  /// Two errors, a dozen notes of one rule, duplicates with evidence, a finding in a path with an umlaut and a space.
  static var findings: [Finding] {
    let todos = (1...12).map { number in
      finding(
        unfinished, .note, "Sources/Bakery/Oven/Heating.swift", line: number * 10,
        message: "Unfinished work: “TODO: check the temperature of step \(number)”.", minutes: 20, confidence: 0.9)
    }
    let copies = (1...5).map { number in
      Finding.Evidence(
        path: "Sources/Bakery/Dough/Recipe\(number).swift", line: 40 * number, endLine: 40 * number + 31,
        message: "the same 32 lines with other names")
    }
    let others = [
      finding(
        overgrown, .error, "Sources/Bakery/Oven/Heating.swift", line: 8, column: 3, endLine: 190,
        symbol: "Oven.bake(_:at:)", message: "“Oven.bake(_:at:)” has a cognitive complexity of 71, more than 15.",
        minutes: 240),
      finding(
        duplicate, .warning, "Sources/Bakery/Dough/Sourdough.swift", line: 12, endLine: 43, symbol: "Sourdough.knead()",
        message: "32 lines stand in 6 places, with the names changed consistently.", minutes: 48.5, evidence: copies),
      finding(
        duplicate, .warning, "Sources/Bakery/Café menu/Spritzkuchen.swift", line: 3, column: 22, endLine: 20,
        message: "18 lines stand in 2 places, token by token.", minutes: 27,
        evidence: [
          Finding.Evidence(path: "Tests/MenuTests.swift", line: 9, endLine: 26, message: "the same 18 lines")
        ]),
      finding(
        unfinished, .error, "Tests/MenuTests.swift", line: 2, column: 1, message: "Unfinished work: “FIXME”."),
    ]
    return (todos + others).sorted()
  }

  static func result(findings: [Finding] = findings, coverage: Coverage = partialCoverage) -> RunResult {
    RunResult(
      repository: "bakery",
      snapshot: RunResult.SnapshotSummary(
        revision: "0123456789abcdef0123456789abcdef01234567", isDirty: true, files: 34, linesOfCode: 12_345),
      coverage: coverage,
      metrics: ["debt.minutes": 545.5, "debt.ratio": 0.1, "void.share": .nan, "size.tokens": 98_304],
      modules: [
        RunResult.ModuleSummary(name: "Bakery", metrics: ["linesOfCode": 12_000]),
        RunResult.ModuleSummary(name: "MenuTests", metrics: [:]),
      ],
      findings: findings)
  }

  /// A run that measured token energy.
  static var energyResult: RunResult {
    var result = result(findings: [], coverage: fullCoverage)
    let figures = EnergyFigures(
      all: EnergyFigures.Part(tokens: 1200, bits: 3612.5), code: EnergyFigures.Part(tokens: 1000, bits: 2500),
      identifiers: EnergyFigures.Part(tokens: 300, bits: 1845))
    result.metrics.merge([
      "energy.tokens": 1200, "energy.bitsPerToken": 3.010417, "energy.code.bitsPerToken": 2.5,
      "energy.identifiers.bitsPerToken": 6.15,
    ]) { $1 }
    result.files = [
      RunResult.FileSummary(path: "Sources/Bakery/Oven.swift", energy: figures),
      RunResult.FileSummary(path: hostileText, energy: EnergyFigures()),
    ]
    return result
  }

  /// A run that took references from the compiler's index, some of them at least.
  static var indexedResult: RunResult {
    var result = result(findings: [], coverage: fullCoverage)
    func sources(_ index: Int, _ syntax: Int) -> [String: Double] {
      ["graph.references": Double(index + syntax), "graph.references.index": Double(index)]
    }
    result.metrics.merge(sources(11_000, 1234)) { $1 }
    result.modules = [
      RunResult.ModuleSummary(name: "Bakery", metrics: sources(11_000, 34)),
      RunResult.ModuleSummary(name: "MenuTests", metrics: sources(0, 1200)),
      RunResult.ModuleSummary(name: "Empty", metrics: sources(0, 0)),
      RunResult.ModuleSummary(name: "Flour", metrics: sources(8, 0)),
    ]
    result.notes = [
      "The compiler's index (.build/debug/index/store) covers 30 of 34 Swift files. References in the others come from "
        + "syntax: 4 changed after being compiled.",
      "1 unit of the index cannot be read; the first: unit \(hostileText) cannot be read: it is cut short.",
    ]
    return result
  }

  static let fullCoverage = Coverage(analysed: 34)
  static let partialCoverage = Coverage(
    analysed: 33, partial: [Coverage.Gap(path: "Sources/Bakery/Oven/Flames.swift", reason: "nesting deeper than 256")],
    skipped: [
      Coverage.Gap(path: "", reason: "history is cut here (shallow clone); fetch with full depth"),
      Coverage.Gap(path: "Sources/Bakery/Pictures.swift", reason: "larger than 8 MB"),
    ])

  static let rules: [Rule] = [
    Rule(
      id: duplicate, title: "Code that stands in several places", severity: .warning, status: .stable, since: "0.1.0",
      rationale: """
        A change has to be made in every copy, and the one that is forgotten
        becomes a defect.

        Ways out:
        - a function with the differences as parameters
        - a generic type, where only types differ
        """,
      crystal: "A twin: the same lattice grown twice, mirrored at a plane.",
      detection: "Runs of tokens that are equal after names and literals are numbered in order of appearance | or not.",
      options: [
        Rule.Option(name: "minimumTokens", summary: "Smallest clone.", unit: "tokens", defaultValue: .integer(1050)),
        Rule.Option(name: "similarity", summary: "Least share.", unit: "", defaultValue: .number(0.7)),
        Rule.Option(
          name: "ignore", summary: "Globs | left out.", unit: "", defaultValue: .list(["Gen*", "*.pb.swift"])),
        Rule.Option(name: "literals", summary: "Whether literals count.", unit: "", defaultValue: .boolean(true)),
        Rule.Option(name: "scope", summary: "Where copies count.", unit: "", defaultValue: .text("repository")),
      ],
      cost: Rule.Cost(baseMinutes: 10, minutesPerUnit: 0.5, unit: "duplicated lines"),
      references: ["Roy and Cordy, A Survey on Software Clone Detection Research, 2007"],
      badExample: "func bake() {\n  heat(to: 180)\n}\n\nfunc roast() {\n  heat(to: 180)\n}\n",
      goodExample: "/// ```\n/// bake()\n/// ```\nfunc bake() { heat(to: 180) }\n"),
    Rule(
      id: overgrown, title: "A declaration that does too much", severity: .error, status: .preview, since: "0.1.0",
      rationale: "Nobody holds it in mind.", crystal: "A dendrite.", detection: "Cognitive complexity.", options: [],
      cost: Rule.Cost(baseMinutes: 60, minutesPerUnit: 0, unit: ""), references: [], badExample: "", goodExample: ""),
    Rule(
      id: unfinished, title: "Work left unfinished", severity: .note, status: .stable, since: "0.1.0",
      rationale: "It is forgotten.", crystal: "A missing atom.", detection: "Marks in comments.", options: [],
      cost: Rule.Cost(baseMinutes: 20, minutesPerUnit: 0, unit: ""), references: [],
      badExample: "// TODO: bake\n", goodExample: "// Baked.\n"),
  ]

  /// Characters that repaint a terminal, hide code or end lines, with some that are harmless.
  static let hostileText = "a\u{1B}[31mb\u{202E}c\u{2028}d\u{0}e\u{9B}f\u{7F}g\nh\ti\u{061C}j\u{2066}k\"l\\m é 日本 🥐"
}
