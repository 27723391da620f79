import Model
package import Rules

/// Shows the catalogue: `xtal rules`, `xtal explain RULE` and docs/rules.md.
///
/// It shows the rules it is given, sorted; it does not decide which are on.
package struct CatalogueReporter: Sendable {
  private let rules: [Rule]

  package init(rules: [Rule]) { self.rules = rules.sorted { $0.id < $1.id } }

  /// `xtal rules`: a table of identifier, severity, status and cost with the title below, grouped by class.
  package func list(options: ReportOptions) -> String {
    var page = TerminalPage(width: options.width, style: options.style)
    let count = FigureFormat.count(rules.count, "rule", "rules")
    page.line([TextRun("xtal \(ToolVersion.current)", .strong), TextRun(" · \(count)")])
    for (name, members) in classes {
      page.blank()
      var title = [TextRun(name, .strong)]
      if let meaning = DefectClass(rawValue: name)?.engineeringName { title.append(TextRun(" · \(meaning)")) }
      page.heading(title, FigureFormat.count(members.count, "rule", "rules"))
      writeTable(members, to: &page)
    }
    page.blank()
    page.line([TextRun("Wording, options and examples of one: ", .dim), TextRun("xtal explain RULE")])
    return page.text
  }

  /// `xtal explain RULE` for one rule of the catalogue.
  package func explain(_ rule: Rule, options: ReportOptions) -> String {
    var page = TerminalPage(width: options.width, style: options.style)
    RulePage(rule: rule).write(to: &page)
    return page.text
  }

  /// The catalogue as JSON: `{rules: [...], schemaVersion, tool}`, keys sorted. One rule for `explain --format json`.
  package func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("rules", objects: rules) { CatalogueReporter.write($1, to: &$0) }
      root.member("schemaVersion", RunResult.schemaVersion)
      root.member("tool") { JSONReporter.writeTool(to: &$0) }
    }
    return writer.finished()
  }

  /// docs/rules.md: a table of all rules, then a section for each.
  package func markdown() -> String {
    var parts = [
      "<!-- Written by `xtal-dev generate` from the files under rules/. Change those. -->", "# Rules",
      "\(FigureFormat.count(rules.count, "rule", "rules")) in \(FigureFormat.count(classes.count, "class", "classes")). "
        + "A rule's cost is the time to mend one finding. Rules with the status `preview` are off unless asked for.",
      overview,
    ]
    for (name, members) in classes {
      let meaning = DefectClass(rawValue: name)?.engineeringName
      parts.append("## \(name)" + (meaning.map { ": \($0)" } ?? ""))
      parts += members.map { RuleDocument(rule: $0).markdown(headingLevel: 3).trimmingNewline }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var overview: String {
    var lines = ["| rule | finds | severity | status | cost |", "|---|---|---|---|---|"]
    for rule in rules {
      let anchor = rule.id.text.filter { $0 != "/" }
      let cells = [rule.title, rule.severity.rawValue, rule.status.rawValue, RuleFacts.cost(rule.cost)]
      lines.append("| [\(rule.id.text)](#\(anchor)) | \(cells.map(RuleDocument.cell).joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n")
  }

  /// Rules by class, in the order in which ``DefectClass`` has them, unknown classes last.
  private var classes: [(name: String, rules: [Rule])] {
    let groups = Dictionary(grouping: rules) { FindingGroups.className(of: $0.id) }
    let known = DefectClass.allCases.map(\.rawValue)
    let unknown = groups.keys.filter { !known.contains($0) }.sorted()
    return (known + unknown).compactMap { name in groups[name].map { (name: name, rules: $0) } }
  }

  private func writeTable(_ rules: [Rule], to page: inout TerminalPage) {
    // The widths of the whole catalogue, so that the tables of all classes line up.
    var table = TextTable(columns: [.left, .left, .left, .left], flexible: 3)
    for rule in self.rules { table.measure(CatalogueReporter.cells(of: rule)) }
    for rule in rules { table.add(CatalogueReporter.cells(of: rule), below: TextRun(rule.title)) }
    table.write(to: &page, indent: 2)
  }

  private static func cells(of rule: Rule) -> [TextRun] {
    let role: TextRun.Role =
      switch rule.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    return [
      TextRun(rule.id.text, .strong), TextRun(rule.severity.rawValue, role), TextRun(rule.status.rawValue, .dim),
      TextRun(RuleFacts.cost(rule.cost), .dim),
    ]
  }

  private static func write(_ rule: Rule, to object: inout JSONWriter) {
    object.member("class", FindingGroups.className(of: rule.id))
    object.member("cost") { cost in
      cost.member("baseMinutes", rule.cost.baseMinutes)
      cost.member("minutesPerUnit", rule.cost.minutesPerUnit)
      cost.member("unit", rule.cost.unit)
    }
    object.member("crystal", rule.crystal)
    object.member("detection", rule.detection)
    object.member("examples") { examples in
      examples.member("bad", rule.badExample)
      examples.member("good", rule.goodExample)
    }
    object.member("id", rule.id.text)
    object.member("options", objects: rule.options) { write($1, to: &$0) }
    object.member("rationale", rule.rationale)
    object.member("references", rule.references)
    object.member("severity", rule.severity.rawValue)
    object.member("since", rule.since)
    object.member("status", rule.status.rawValue)
    object.member("title", rule.title)
  }

  private static func write(_ option: Rule.Option, to object: inout JSONWriter) {
    let type = writeDefault(of: option, to: &object)
    object.member("name", option.name)
    object.member("summary", option.summary)
    object.member("type", type)
    object.member("unit", option.unit)
  }

  /// Writes the default in its own type and gives the type's name.
  private static func writeDefault(of option: Rule.Option, to object: inout JSONWriter) -> String {
    switch option.defaultValue {
    case .integer(let value):
      object.member("default", value)
      return "integer"
    case .number(let value):
      object.member("default", value)
      return "number"
    case .boolean(let value):
      object.member("default", value)
      return "boolean"
    case .text(let value):
      object.member("default", value)
      return "text"
    case .list(let values):
      object.member("default", values)
      return "list"
    }
  }
}

extension String {
  fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
