import Rules
import Yams

/// One entry under `options:` of a rule file.
struct RuleFileOption {
  /// The types an option can have, as the files write them.
  private enum OptionType: String, CaseIterable {
    case integer, number, boolean, text, list
  }

  let option: Rule.Option

  init(_ node: Node, path: String) throws(RuleFileError) {
    let mapping = try RuleFileMapping(node, keys: ["name", "type", "default", "unit", "summary"], path: path)
    let type: OptionType = try mapping.choice("type")
    let value: Rule.Option.Value
    switch type {
    case .integer: value = .integer(try Self.value(mapping, "a whole number") { Int.construct(from: $0) })
    case .number: value = .number(try mapping.number("default"))
    case .boolean: value = .boolean(try Self.value(mapping, "true or false") { Bool.construct(from: $0) })
    case .text: value = .text(try Self.value(mapping, "a text") { $0.string })
    case .list:
      _ = try mapping.node("default")
      value = .list(try mapping.texts("default"))
    }
    option = Rule.Option(
      name: try mapping.text("name"), summary: try mapping.text("summary"),
      unit: mapping.optional("unit") == nil ? "" : try mapping.text("unit"), defaultValue: value)
  }

  private static func value<Value>(
    _ mapping: RuleFileMapping, _ phrase: String, _ read: (Node.Scalar) -> Value?
  ) throws(RuleFileError) -> Value {
    let node = try mapping.node("default")
    guard let scalar = node.scalar, let value = read(scalar) else {
      throw mapping.fault("default", node, "has to be \(phrase)")
    }
    return value
  }
}
