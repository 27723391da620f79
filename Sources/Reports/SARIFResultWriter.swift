import Model
import Rules

/// Writes findings as SARIF results.
struct SARIFResultWriter {
  /// Places a result may have, its own one included.
  package static let maximumLocations = 1_000

  private let indexOfRule: [RuleID: Int]
  private let lineReader: ReportOptions.LineReader?

  /// `rules` are in the order in which the driver lists them.
  init(rules: [Rule], lineReader: ReportOptions.LineReader?) {
    indexOfRule = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.lineReader = lineReader
  }

  /// Writes the members of the `result` object.
  func write(_ finding: Finding, to object: inout JSONWriter) {
    let column = column(of: finding)
    let evidence = finding.evidence.prefix(SARIFResultWriter.maximumLocations - 1)
    object.member("level", finding.severity.rawValue)
    object.member("locations", objects: CollectionOfOne(finding)) { location, finding in
      if !finding.symbol.isEmpty {
        location.member("logicalLocations", objects: CollectionOfOne(finding.symbol)) {
          $0.member("fullyQualifiedName", $1)
        }
      }
      location.member("physicalLocation") { physical in
        physical.member("artifactLocation") { SARIFResultWriter.writeArtifact(finding.path, to: &$0) }
        physical.member("region") { writeRegion(line: finding.line, column: column, endLine: finding.endLine, to: &$0) }
      }
    }
    object.member("message") { $0.member("text", SARIFMessage.escaped(finding.message)) }
    object.member("partialFingerprints") { $0.member("xtal/v1", finding.fingerprint) }
    object.member("properties") { properties in
      properties.member("confidence", finding.confidence)
      let leftOut = finding.evidence.count - evidence.count
      if leftOut > 0 { properties.member("evidenceLeftOut", leftOut) }
      properties.member("minutes", finding.minutes)
      properties.member("module", finding.module)
      if column == nil { properties.member("utf8Column", finding.column) }
    }
    if !evidence.isEmpty { writeRelated(evidence, to: &object) }
    object.member("ruleId", finding.rule.text)
    if let index = indexOfRule[finding.rule] { object.member("ruleIndex", index) }
  }

  /// Writes the members of an `artifactLocation` object.
  static func writeArtifact(_ path: String, to object: inout JSONWriter) {
    object.member("uri", RelativeURI.encoded(path))
    object.member("uriBaseId", "%SRCROOT%")
  }

  private func writeRelated(_ evidence: ArraySlice<Finding.Evidence>, to object: inout JSONWriter) {
    object.member("relatedLocations", objects: evidence.enumerated()) { location, element in
      let (index, evidence) = element
      // Related locations have to differ from each other; the number makes sure of it.
      location.member("id", index + 1)
      location.member("message") { $0.member("text", SARIFMessage.escaped(evidence.message)) }
      location.member("physicalLocation") { physical in
        physical.member("artifactLocation") { SARIFResultWriter.writeArtifact(evidence.path, to: &$0) }
        physical.member("region") { writeRegion(line: evidence.line, column: nil, endLine: evidence.endLine, to: &$0) }
      }
    }
  }

  /// An end line is written only behind the start line; without an end column the region ends with that line.
  private func writeRegion(line: Int, column: Int?, endLine: Int, to object: inout JSONWriter) {
    if endLine > line { object.member("endLine", endLine) }
    if let column { object.member("startColumn", column) }
    object.member("startLine", max(1, line))
  }

  /// The column in UTF-16 units; nil where it is not known.
  private func column(of finding: Finding) -> Int? {
    if finding.column <= 1 { return 1 }
    return lineReader?(finding.path, finding.line).map { UTF16Column.column(ofByte: finding.column, in: $0) }
  }
}
