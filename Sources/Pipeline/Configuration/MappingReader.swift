import Model
import Rules
import Yams

/// A node of a configuration with the way to it, for messages that name the place.
struct MappingReader {
  let node: Node
  /// The file's name.
  let name: String
  /// Keys from the root, joined by dots; empty at the root.
  let path: String

  /// Calls `body` for each key of a mapping. Throws for anything else, for unknown and for repeated keys.
  func forEach(known: [String], _ body: (String, MappingReader) throws -> Void) throws {
    guard let mapping = node.mapping else { throw error("has to be a mapping of keys to values") }
    var seen: Set<String> = []
    for (keyNode, value) in mapping {
      guard let key = keyNode.string else { throw error("has a key that is no text") }
      let place = MappingReader(node: value, name: name, path: path.isEmpty ? key : "\(path).\(key)")
      guard known.contains(key) else {
        let hint = NearestName.nearest(to: key, among: known).map { " Did you mean '\($0)'?" } ?? ""
        throw AnalysisError("\(name):\(line(of: keyNode)): unknown key '\(place.path)'.\(hint)")
      }
      guard seen.insert(key).inserted else { throw place.error("stands twice") }
      try body(key, place)
    }
  }

  func error(_ text: String) -> AnalysisError {
    AnalysisError("\(name):\(line(of: node)): '\(path.isEmpty ? "the file" : path)' \(text).")
  }

  func boolean() throws -> Bool {
    guard let value = node.bool else { throw error("has to be true or false") }
    return value
  }

  func positiveInteger() throws -> Int {
    guard let value = node.int, value > 0 else { throw error("has to be a whole number above 0") }
    return value
  }

  func texts() throws -> [String] {
    guard let sequence = node.sequence else { throw error("has to be a list of texts") }
    return try sequence.map { item in
      guard let text = item.string else { throw error("has to be a list of texts") }
      return text
    }
  }

  func severity(allowsNever: Bool) throws -> Severity? {
    let text = node.string ?? ""
    if allowsNever, text == "never" { return nil }
    guard let severity = Severity(rawValue: text) else {
      throw error("has to be \(allowsNever ? "never, " : "")note, warning or error")
    }
    return severity
  }

  /// A value for a rule's option, typed as YAML writes it; the rule checks whether it is the type it wants.
  func optionValue() throws -> Rule.Option.Value {
    if node.sequence != nil { return .list(try texts()) }
    guard let scalar = node.scalar else { throw error("has to be a number, a switch, a text or a list of texts") }
    if scalar.style == .plain {
      if let value = node.int { return .integer(value) }
      if let value = node.float { return .number(value) }
      if let value = node.bool { return .boolean(value) }
    }
    return .text(scalar.string)
  }

  private func line(of node: Node) -> Int { node.mark?.line ?? 1 }
}
