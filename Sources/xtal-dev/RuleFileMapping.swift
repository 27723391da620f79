import Rules
import Yams

/// A mapping of a rule file that is read key by key, with a message and a line for whatever does not fit.
struct RuleFileMapping {
  private let path: String
  private let mapping: Node.Mapping
  private let line: Int?

  /// Takes a node that has to be a mapping with no other keys than `keys`.
  init(_ node: Node, keys: [String], path: String) throws(RuleFileError) {
    guard let mapping = node.mapping else {
      throw RuleFileError(path: path, line: node.mark?.line, message: "here has to stand a mapping of keys to values")
    }
    for (key, _) in mapping {
      guard let name = key.string, keys.contains(name) else {
        throw Self.unknownKey(key, keys: keys, path: path)
      }
    }
    self.path = path
    self.mapping = mapping
    line = node.mark?.line
  }

  private static func unknownKey(_ key: Node, keys: [String], path: String) -> RuleFileError {
    let name = key.string ?? "?"
    let hint =
      NearestName.nearest(to: name, among: keys).map { "did you mean '\($0)'?" }
      ?? "known keys are \(keys.joined(separator: ", "))"
    return RuleFileError(path: path, line: key.mark?.line, message: "unknown key '\(name)'; \(hint)")
  }

  /// The value of a key, nil where the key is missing.
  func optional(_ key: String) -> Node? { mapping[key] }

  /// The value of a key that has to be there.
  func node(_ key: String) throws(RuleFileError) -> Node {
    guard let node = mapping[key] else {
      throw RuleFileError(path: path, line: line, message: "the key '\(key)' is missing")
    }
    return node
  }

  /// A text that is not empty and not the placeholder of a new rule.
  func text(_ key: String) throws(RuleFileError) -> String {
    let node = try node(key)
    guard let text = node.string, !text.isEmpty else { throw fault(key, node, "has to be a text that is not empty") }
    guard !text.contains(NewRuleLayout.placeholder) else {
      throw fault(key, node, "still holds the placeholder '\(NewRuleLayout.placeholder)'")
    }
    return text
  }

  /// A finite number that is not negative.
  func number(_ key: String) throws(RuleFileError) -> Double {
    let node = try node(key)
    guard let number = node.float, number.isFinite, number >= 0 else {
      throw fault(key, node, "has to be a number that is not negative")
    }
    return number
  }

  /// A list of texts; empty where the key is missing.
  func texts(_ key: String) throws(RuleFileError) -> [String] {
    guard let node = optional(key) else { return [] }
    guard let sequence = node.sequence else { throw fault(key, node, "has to be a list") }
    var texts = [String]()
    for element in sequence {
      guard let text = element.string, !text.isEmpty else { throw fault(key, element, "has to be a list of texts") }
      texts.append(text)
    }
    return texts
  }

  /// One of the raw values of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) throws(RuleFileError) -> Choice
  where Choice.RawValue == String {
    let text = try text(key)
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault(key, try node(key), "has to be one of \(known), not '\(text)'")
    }
    return choice
  }

  /// An error about the value of a key.
  func fault(_ key: String, _ node: Node, _ message: String) -> RuleFileError {
    RuleFileError(path: path, line: node.mark?.line, message: "'\(key)' \(message)")
  }
}
