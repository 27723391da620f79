import Model
import Rules
import Yams

/// A file `rules/<class>/<name>.yml`, decoded: every key is known, every value has its type.
///
/// The identifier comes from the path. docs/rules.md is generated from these files; CONTRIBUTING.md shows the format.
struct RuleFile {
  /// The keys of the file, in the order in which the files of this repository have them.
  static let keys = [
    "title", "severity", "status", "since", "rationale", "crystal", "detection", "options", "cost", "references",
    "examples",
  ]

  let rule: Rule

  /// Decodes the text of the file at `path`, which is relative to the repository's root.
  init(path: String, text: String) throws(RuleFileError) {
    let id = try Self.identifier(path: path)
    let root = try Self.compose(text, path: path)
    let file = try RuleFileMapping(root, keys: Self.keys, path: path)
    let examples = try RuleFileMapping(try file.node("examples"), keys: ["bad", "good"], path: path)
    rule = Rule(
      id: id, title: try file.text("title"), severity: try file.choice("severity"), status: try file.choice("status"),
      since: try Self.version(file), rationale: try file.text("rationale"), crystal: try file.text("crystal"),
      detection: try file.text("detection"), options: try Self.options(file, path: path),
      cost: try Self.cost(try file.node("cost"), path: path), references: try file.texts("references"),
      badExample: try examples.text("bad"), goodExample: try examples.text("good"))
  }

  private static func compose(_ text: String, path: String) throws(RuleFileError) -> Node {
    do {
      if let node = try Yams.compose(yaml: text) { return node }
    } catch {
      throw RuleFileError(path: path, line: nil, message: "is not valid YAML: \(error)")
    }
    throw RuleFileError(path: path, line: nil, message: "is empty")
  }

  private static func identifier(path: String) throws(RuleFileError) -> RuleID {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count == 3, parts[0] == "rules", parts[2].hasSuffix(".yml") else {
      throw RuleFileError(path: path, line: nil, message: "has to lie at rules/<class>/<name>.yml")
    }
    let name = String(parts[2].dropLast(4))
    guard DefectClass(rawValue: parts[1]) != nil else {
      let hint = NearestName.nearest(to: parts[1], among: DefectClass.allCases.map(\.rawValue))
      let question = hint.map { "; did you mean '\($0)'?" } ?? ""
      throw RuleFileError(path: path, line: nil, message: "'\(parts[1])' is no class of defects\(question)")
    }
    guard NewRuleLayout.isKebabCase(name) else {
      throw RuleFileError(path: path, line: nil, message: "a rule's name is lower-case words joined by hyphens")
    }
    return RuleID("\(parts[1])/\(name)")
  }

  /// `since`, which has to be three numbers.
  private static func version(_ file: RuleFileMapping) throws(RuleFileError) -> String {
    let text = try file.text("since")
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ UInt($0) != nil }) else {
      throw file.fault("since", try file.node("since"), "has to be a version such as 1.2.0")
    }
    return text
  }

  private static func cost(_ node: Node, path: String) throws(RuleFileError) -> Rule.Cost {
    let cost = try RuleFileMapping(node, keys: ["base", "perUnit", "unit"], path: path)
    let base = try cost.number("base")
    guard cost.optional("perUnit") != nil || cost.optional("unit") != nil else {
      return Rule.Cost(baseMinutes: base, minutesPerUnit: 0, unit: "")
    }
    return Rule.Cost(baseMinutes: base, minutesPerUnit: try cost.number("perUnit"), unit: try cost.text("unit"))
  }

  private static func options(_ file: RuleFileMapping, path: String) throws(RuleFileError) -> [Rule.Option] {
    guard let node = file.optional("options") else { return [] }
    guard let sequence = node.sequence else { throw file.fault("options", node, "has to be a list") }
    var options = [Rule.Option]()
    for element in sequence {
      let option = try RuleFileOption(element, path: path).option
      guard !options.contains(where: { $0.name == option.name }) else {
        throw file.fault("options", element, "names '\(option.name)' twice")
      }
      options.append(option)
    }
    return options
  }
}
