package import Model

extension Rule {
  /// The rule's settings with a configuration's values over the defaults.
  ///
  /// A whole number is taken where a number is asked for. Throws ``AnalysisError`` of kind `usage` for an unknown
  /// option, naming the nearest one, for a value of another type, and for a negative number.
  package func options(overriding overrides: [String: Option.Value]) throws(AnalysisError) -> RuleOptions {
    var checked = [String: Option.Value]()
    for (name, value) in overrides.sorted(by: { $0.key < $1.key }) {
      guard let option = options.first(where: { $0.name == name }) else { throw unknownOption(name) }
      checked[name] = try option.checked(value, rule: id)
    }
    return RuleOptions(rule: self, overrides: checked)
  }

  private func unknownOption(_ name: String) -> AnalysisError {
    let known = options.map(\.name)
    if let nearest = NearestName.nearest(to: name, among: known) {
      return AnalysisError("the rule \(id) has no option '\(name)'; did you mean '\(nearest)'?")
    }
    let list = known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))"
    return AnalysisError("the rule \(id) has no option '\(name)'; \(list)")
  }
}

extension Rule.Option {
  /// The value as the option's type has it.
  fileprivate func checked(_ value: Value, rule: RuleID) throws(AnalysisError) -> Value {
    switch (defaultValue, value) {
    case (.integer, .integer(let number)) where number >= 0: return value
    case (.number, .number(let number)) where number >= 0 && number.isFinite: return value
    case (.number, .integer(let number)) where number >= 0: return .number(Double(number))
    case (.boolean, .boolean), (.text, .text), (.list, .list): return value
    default:
      throw AnalysisError("the option '\(name)' of the rule \(rule) has to be \(defaultValue.typePhrase)")
    }
  }
}

extension Rule.Option.Value {
  /// What a value of this type is, with its article, for messages and documents.
  var typePhrase: String {
    switch self {
    case .integer: "a whole number that is not negative"
    case .number: "a number that is not negative"
    case .boolean: "true or false"
    case .text: "a text"
    case .list: "a list of texts"
    }
  }
}
