import Model
import Rules

/// The figures of a rule as words: its price and the defaults of its options.
enum RuleFacts {
  /// `15 min`, or `10 min + 0.5 min × duplicated lines`.
  static func cost(_ cost: Rule.Cost) -> String {
    var parts: [String] = []
    if cost.baseMinutes != 0 || cost.minutesPerUnit == 0 { parts.append("\(FigureFormat.short(cost.baseMinutes)) min") }
    if cost.minutesPerUnit != 0 { parts.append("\(FigureFormat.short(cost.minutesPerUnit)) min × \(cost.unit)") }
    return parts.joined(separator: " + ")
  }

  /// `50 tokens`, `true`, `“TODO”, “FIXME”`.
  static func defaultValue(of option: Rule.Option) -> String {
    let unit = option.unit.isEmpty ? "" : " \(option.unit)"
    return switch option.defaultValue {
    // As one types it into a configuration: without a comma between thousands.
    case .integer(let value): "\(value)\(unit)"
    case .number(let value): "\(value)\(unit)"
    case .boolean(let value): value ? "true" : "false"
    case .text(let value): "“\(value)”"
    case .list(let values): values.isEmpty ? "none" : values.map { "“\($0)”" }.joined(separator: ", ")
    }
  }

  /// `warning · stable since 0.1.0 · 15 min`.
  static func summary(_ rule: Rule) -> String {
    "\(rule.severity.rawValue) · \(rule.status.rawValue), since \(rule.since) · \(cost(rule.cost))"
  }
}
