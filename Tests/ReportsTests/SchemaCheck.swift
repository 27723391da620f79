/// Checks a document against a JSON Schema, as far as docs/output.schema.json uses the language.
///
/// Stricter than the standard in one thing: a key that the schema does not name is a fault, so that no key goes out
/// undocumented. A keyword it does not know is a fault too, so that no rule of the schema goes unchecked.
struct SchemaCheck {
  private let root: JSONValue
  private(set) var faults: [String] = []

  private static let known: Set<String> = [
    "$schema", "$ref", "$defs", "title", "description", "type", "required", "properties", "additionalProperties",
    "items", "const", "enum", "minimum", "exclusiveMinimum", "maximum", "minLength", "pattern",
  ]

  static func faults(of document: JSONValue, against schema: JSONValue) throws -> [String] {
    var check = SchemaCheck(root: schema)
    try check.check(document, against: schema, at: "$")
    return check.faults
  }

  private init(root: JSONValue) { self.root = root }

  private mutating func check(_ value: JSONValue, against schema: JSONValue, at place: String) throws {
    guard case .object(let keywords) = schema else { return faults.append("\(place): the schema is no object") }
    for keyword in keywords.keys.sorted() where !SchemaCheck.known.contains(keyword) {
      faults.append("\(place): unknown keyword \(keyword)")
    }
    if let reference = keywords["$ref"]?.text {
      guard let target = root["$defs"]?[String(reference.dropFirst("#/$defs/".count))] else {
        return faults.append("\(place): nothing at \(reference)")
      }
      return try check(value, against: target, at: place)
    }
    checkType(value, keywords, at: place)
    if let constant = keywords["const"], constant != value { faults.append("\(place): is not \(constant)") }
    if let choices = keywords["enum"], !choices.elements.contains(value) { faults.append("\(place): not a choice") }
    switch value {
    case .number(let number): checkNumber(number, keywords, at: place)
    case .text(let text): try checkText(text, keywords, at: place)
    case .array(let elements):
      guard let items = keywords["items"] else { return faults.append("\(place): items are not described") }
      for (index, element) in elements.enumerated() { try check(element, against: items, at: "\(place)[\(index)]") }
    case .object(let members): try checkMembers(members, keywords, at: place)
    case .null, .boolean: break
    }
  }

  private mutating func checkType(_ value: JSONValue, _ keywords: [String: JSONValue], at place: String) {
    guard let type = keywords["type"] else { return }
    let allowed = type.text.map { [$0] } ?? type.elements.compactMap(\.text)
    let fits = allowed.contains(value.typeName) || (value.typeName == "integer" && allowed.contains("number"))
    if !fits { faults.append("\(place): is \(value.typeName), not \(allowed)") }
  }

  private mutating func checkNumber(_ number: Double, _ keywords: [String: JSONValue], at place: String) {
    if let minimum = keywords["minimum"]?.number, number < minimum { faults.append("\(place): below \(minimum)") }
    if let limit = keywords["exclusiveMinimum"]?.number, number <= limit {
      faults.append("\(place): not above \(limit)")
    }
    if let maximum = keywords["maximum"]?.number, number > maximum { faults.append("\(place): above \(maximum)") }
  }

  private mutating func checkText(_ text: String, _ keywords: [String: JSONValue], at place: String) throws {
    if let minimum = keywords["minLength"]?.number, Double(text.count) < minimum {
      faults.append("\(place): too short")
    }
    if let pattern = keywords["pattern"]?.text, try Regex(pattern).firstMatch(in: text) == nil {
      faults.append("\(place): does not match \(pattern)")
    }
  }

  private mutating func checkMembers(
    _ members: [String: JSONValue], _ keywords: [String: JSONValue], at place: String
  ) throws {
    for name in keywords["required"]?.elements.compactMap(\.text) ?? [] where members[name] == nil {
      faults.append("\(place): \(name) is missing")
    }
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      if let schema = keywords["properties"]?[name] ?? keywords["additionalProperties"] {
        try check(member, against: schema, at: "\(place).\(name)")
      } else {
        faults.append("\(place): \(name) is not described")
      }
    }
  }
}
