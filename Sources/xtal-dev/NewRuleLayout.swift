import ArgumentParser
import Model
import Rules

/// The files of a rule that is about to be written.
struct NewRuleLayout {
  /// What the person has to replace. Rule files that still hold it are refused.
  static let placeholder = "FILL IN"

  /// The input that the detector needs.
  enum Input: String, ExpressibleByArgument, CaseIterable {
    case file, graph, history
  }

  let files: [GeneratedFile]

  /// Lays out a rule; throws where the identifier is not `<class>/<name>` with a known class.
  init(rule: String, input: Input) throws {
    let parts = rule.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, Self.isKebabCase(parts[1]) else {
      throw ValidationError("a rule is named <class>/<name>, the name in lower-case words joined by hyphens")
    }
    guard let defectClass = DefectClass(rawValue: parts[0]) else {
      let known = DefectClass.allCases.map(\.rawValue)
      let hint =
        NearestName.nearest(to: parts[0], among: known).map { "did you mean '\($0)'?" }
        ?? "classes are \(known.joined(separator: ", "))"
      throw ValidationError("'\(parts[0])' is no class of defects; \(hint)")
    }
    let type = parts[1].split(separator: "-").map(\.capitalizedFirst).joined() + "Detector"
    let folder = GeneratedRegistry.folderName(of: defectClass)
    files = [
      GeneratedFile(
        path: "Sources/Detectors/\(folder)/\(type).swift", text: Self.detector(type, rule: rule, input: input)),
      GeneratedFile(path: "rules/\(rule).yml", text: Self.ruleFile),
      GeneratedFile(path: "fixtures/\(rule)/fires.swift", text: Self.fires(rule)),
      GeneratedFile(path: "fixtures/\(rule)/silent.swift", text: Self.silent),
    ]
  }

  /// Whether the text is lower-case words of letters and digits joined by single hyphens.
  static func isKebabCase(_ text: String) -> Bool {
    let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return words.allSatisfy { word in
      !word.isEmpty && word.allSatisfy { letters.contains($0) || digits.contains($0) }
    } && text.utf8.first.map(letters.contains) == true
  }

  private static func detector(_ type: String, rule: String, input: Input) -> String {
    let (conformance, signature) =
      switch input {
      case .file: ("FileDetector", "detect(inFile index: Int, of graph: CodeGraph, report: inout DefectReport)")
      case .graph:
        ("GraphDetector", "detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport)")
      case .history:
        ("HistoryDetector", "detect(in graph: CodeGraph, changes: CoChangeTable, report: inout DefectReport)")
      }
    return """
      package import Graph
      package import Model
      package import Rules

      /// \(placeholder): what is found, what is not, and the source of the method.
      package struct \(type): \(conformance) {
        package static let rule = RuleID("\(rule)")

        package init(options: RuleOptions) {}

        package func \(signature) {
          // \(placeholder): report.add(Defect(…)) for each defect.
        }
      }

      """
  }

  private static let ruleFile = """
    title: \(placeholder)
    severity: warning
    status: preview
    since: 0.1.0
    rationale: >-
      \(placeholder): why it matters, in engineering words.
    crystal: >-
      \(placeholder): the same in crystal words.
    detection: >-
      \(placeholder): how it is found, with every definition and limit.
    options: []
    cost:
      base: 10
    references: []
    examples:
      bad: |
        // \(placeholder)
      good: |
        // \(placeholder)

    """

  private static let silent = "// \(placeholder): near misses of the defect.\n"

  private static func fires(_ rule: String) -> String {
    """
    // \(placeholder): the defect, with a marker below each line that has it.
    //~ \(rule): \(placeholder)

    """
  }
}
