import Model
import Rules

/// Writes a rule as a SARIF reporting descriptor.
struct SARIFRuleWriter {
  /// Characters that code scanning services show of a short or full description.
  private static let maximumDescription = 1_024

  let rule: Rule

  func write(to object: inout JSONWriter) {
    object.member("defaultConfiguration") { configuration in
      configuration.member("enabled", rule.status == .stable || rule.status == .deprecated)
      configuration.member("level", rule.severity.rawValue)
    }
    object.member("fullDescription") { $0.member("text", cut(Prose.oneLine(rule.rationale), orElse: rule.title)) }
    object.member("help") { help in
      let document = RuleDocument(rule: rule)
      help.member("markdown", document.markdown(headingLevel: 2))
      help.member("text", document.plainText)
    }
    object.member("id", rule.id.text)
    object.member("name", name)
    object.member("properties") { properties in
      // What a service shows beside a rule: how sure its results are, and how grave.
      properties.member("precision", rule.status == .stable ? "high" : "medium")
      properties.member("problem.severity", rule.severity == .note ? "recommendation" : rule.severity.rawValue)
      properties.member("tags", tags)
    }
    object.member("shortDescription") { $0.member("text", cut(rule.title, orElse: rule.id.text)) }
  }

  /// At most 20 by the services' limit; these are three or four.
  private var tags: [String] {
    var tags = ["maintainability"]
    if let defectClass = rule.id.defectClass { tags += [defectClass.rawValue, defectClass.engineeringName] }
    if rule.status == .preview { tags.append("preview") }
    return tags
  }

  /// The rule's name in camel case, as SARIF recommends: `DuplicateCode`.
  private var name: String {
    let words = rule.id.text.split(separator: "/").last.map { $0.split(separator: "-") } ?? []
    return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private func cut(_ text: String, orElse fallback: String) -> String {
    if text.isEmpty { return fallback }
    return text.count <= SARIFRuleWriter.maximumDescription
      ? text : text.prefix(SARIFRuleWriter.maximumDescription - 1) + "…"
  }
}
