import Model
import Rules

/// `Sources/Rules/Generated/RuleCatalogue.swift`: the rule files as Swift values, so that the binary reads no YAML.
struct GeneratedCatalogue {
  private static let indent = "      "

  let rules: [Rule]

  var file: GeneratedFile {
    let names = rules.map { "    \(Self.constant(for: $0.id))," }.joined(separator: "\n")
    let text = """
      // Generated from rules/ by `\(GeneratedFile.mendingCommand)`: edit the files there.
      // swift-format-ignore-file

      import Model

      /// Every rule of this version, removed ones included.
      package enum RuleCatalogue {
        /// Sorted by identifier.
        package static let all: [Rule] = [
      \(names)
        ]

      \(rules.map(Self.declaration).joined(separator: "\n\n"))
      }

      """
    return GeneratedFile(path: "Sources/Rules/Generated/RuleCatalogue.swift", text: text)
  }

  /// `stackingFaultDependencyCycle`.
  private static func constant(for id: RuleID) -> String {
    let words = id.text.split { $0 == "/" || $0 == "-" }
    return words.enumerated().map { $0.offset == 0 ? String($0.element) : $0.element.capitalizedFirst }.joined()
  }

  private static func declaration(of rule: Rule) -> String {
    let cost = rule.cost
    return """
        private static let \(constant(for: rule.id)) = Rule(
          id: RuleID(\(GeneratedLiteral.string(rule.id.text))),
          title: \(GeneratedLiteral.string(rule.title)),
          severity: .\(rule.severity.rawValue), status: .\(rule.status.rawValue), \
      since: \(GeneratedLiteral.string(rule.since)),
          rationale: \(GeneratedLiteral.prose(rule.rationale, indent: indent)),
          crystal: \(GeneratedLiteral.prose(rule.crystal, indent: indent)),
          detection: \(GeneratedLiteral.prose(rule.detection, indent: indent)),
          options: \(list(rule.options.map(option))),
          cost: Rule.Cost(
            baseMinutes: \(cost.baseMinutes), minutesPerUnit: \(cost.minutesPerUnit), \
      unit: \(GeneratedLiteral.string(cost.unit))),
          references: \(list(rule.references.map(GeneratedLiteral.string))),
          badExample: \(GeneratedLiteral.source(rule.badExample, indent: indent)),
          goodExample: \(GeneratedLiteral.source(rule.goodExample, indent: indent)))
      """
  }

  private static func option(_ option: Rule.Option) -> String {
    """
    Rule.Option(
            name: \(GeneratedLiteral.string(option.name)), summary: \(GeneratedLiteral.string(option.summary)),
            unit: \(GeneratedLiteral.string(option.unit)), defaultValue: \(GeneratedLiteral.value(option.defaultValue)))
    """
  }

  private static func list(_ elements: [String]) -> String {
    guard !elements.isEmpty else { return "[]" }
    return "[\n" + elements.map { "\(indent)\($0),\n" }.joined() + "    ]"
  }
}

extension Substring {
  /// The text with its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
