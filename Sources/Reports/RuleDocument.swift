import Model
import Rules

/// One rule as a document: Markdown for docs/rules.md and for viewers of SARIF, plain text for those without Markdown.
struct RuleDocument {
  let rule: Rule

  /// The document from its title on. `headingLevel` is the level of the title; sections have the next one.
  func markdown(headingLevel: Int) -> String {
    let title = String(repeating: "#", count: headingLevel)
    var parts = ["\(title) \(rule.id.text)", "**\(rule.title)**", "\(classWords) · \(RuleFacts.summary(rule))"]
    for (heading, text) in sections { parts += ["\(title)# \(heading)", RuleDocument.trimmed(text)] }
    if !rule.options.isEmpty { parts += ["\(title)# Options", optionsTable] }
    if !rule.badExample.isEmpty { parts += ["\(title)# Fires on", RuleDocument.fenced(rule.badExample)] }
    if !rule.goodExample.isEmpty { parts += ["\(title)# Stays silent on", RuleDocument.fenced(rule.goodExample)] }
    if !rule.references.isEmpty {
      parts += ["\(title)# References", rule.references.map { "- \(Prose.oneLine($0))" }.joined(separator: "\n")]
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// Title and reasons without any markup, for viewers that show no Markdown.
  var plainText: String {
    var parts = [rule.title, "\(classWords) · \(RuleFacts.summary(rule))"]
    for (heading, text) in sections {
      let blocks = Prose.blocks(text).map { $0.isItem ? "- \($0.text)" : $0.text }
      parts.append("\(heading): \(blocks.joined(separator: "\n"))")
    }
    return parts.joined(separator: "\n\n")
  }

  /// The texts of the rule with their headings, those that are not empty.
  var sections: [(heading: String, text: String)] {
    [
      (heading: "Why it matters", text: rule.rationale), (heading: "In crystal words", text: rule.crystal),
      (heading: "How it is found", text: rule.detection),
    ].filter { !$0.text.isEmpty }
  }

  /// `twin: duplicated structure`.
  var classWords: String {
    guard let defectClass = rule.id.defectClass else { return FindingGroups.className(of: rule.id) }
    return "\(defectClass.rawValue): \(defectClass.engineeringName)"
  }

  private var optionsTable: String {
    var lines = ["| option | default | meaning |", "|---|---|---|"]
    for option in rule.options {
      let cells = ["`\(option.name)`", RuleFacts.defaultValue(of: option), Prose.oneLine(option.summary)]
      lines.append("| " + cells.map(RuleDocument.cell).joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }

  /// Escapes what would end a cell of a Markdown table.
  static func cell(_ text: String) -> String {
    Prose.oneLine(text).reduce(into: "") { $0 += $1 == "|" ? "\\|" : String($1) }
  }

  /// Swift code in a fence longer than any run of backticks in it.
  private static func fenced(_ code: String) -> String {
    var longest = 0
    var current = 0
    for character in code {
      current = character == "`" ? current + 1 : 0
      longest = max(longest, current)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)swift\n\(Prose.lines(code).joined(separator: "\n"))\n\(fence)"
  }

  private static func trimmed(_ text: String) -> String { Prose.lines(text).joined(separator: "\n") }
}
