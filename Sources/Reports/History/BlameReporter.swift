package import Measures
package import Model

/// Shows who brought findings, when, and whether they are gone.
package enum BlameReporter {
  package enum Format: String, Sendable, CaseIterable {
    case table
    case csv
    case json
  }

  /// `subject` is what was asked for, in words; text shows at most `limit` entries, nil for all.
  package static func report(
    _ entries: [BlameEntry], subject: String, format: Format, limit: Int?, options: ReportOptions
  ) -> [UInt8] {
    switch format {
    case .table: text(entries, subject: subject, limit: limit, options)
    case .csv: csv(entries)
    case .json: json(entries, subject: subject)
    }
  }

  private static func text(_ entries: [BlameEntry], subject: String, limit: Int?, _ options: ReportOptions) -> [UInt8] {
    var page = TerminalPage(width: options.width, style: options.style)
    let open = entries.count { $0.died == nil }
    page.line([
      TextRun(subject, .strong),
      TextRun(
        " · \(FigureFormat.count(open)) there, \(FigureFormat.count(entries.count - open)) gone", .dim),
    ])
    writePeople(entries, to: &page)
    let shown = entries.prefix(limit ?? entries.count)
    var table = TextTable(columns: [.left, .left, .right, .left], flexible: 3)
    table.add(["since", "by", "days", "finding"].map { TextRun($0, .dim) })
    for entry in shown {
      let finding = entry.finding
      let place = "\(finding.path):\(finding.line)"
      let end = entry.died.map { " · gone \(TrendPeriod.date($0.committed)) by \($0.author.name)" } ?? ""
      let start = (entry.born.isOpening ? "≤ " : "") + TrendPeriod.date(entry.born.committed)
      table.add(
        [
          TextRun(start, entry.died == nil ? .strong : .dim), TextRun(entry.born.author.name),
          TextRun(FigureFormat.count(Int(entry.days.rounded()))), TextRun("\(finding.rule.text) \(place)"),
        ],
        below: TextRun(
          "\(finding.message) · \(entry.born.revision.prefix(8)) \(entry.born.subject)\(end)", .dim))
    }
    page.blank()
    table.write(to: &page, indent: 2)
    if shown.count < entries.count {
      page.line(
        "… and \(FigureFormat.count(entries.count - shown.count)) more (all: --all or --format csv)", .dim, indent: 4)
    }
    return Array(page.text.utf8)
  }

  private static func writePeople(_ entries: [BlameEntry], to page: inout TerminalPage) {
    var people: [HistoryStep.Person: (brought: Int, open: Int, ended: Int)] = [:]
    for entry in entries {
      // What was there when the line begins is nobody's.
      if !entry.born.isOpening {
        people[entry.born.author, default: (0, 0, 0)].brought += 1
        if entry.died == nil { people[entry.born.author, default: (0, 0, 0)].open += 1 }
      }
      if let died = entry.died { people[died.author, default: (0, 0, 0)].ended += 1 }
    }
    guard !people.isEmpty else { return }
    let sorted = people.sorted {
      ($1.value.brought, $1.value.ended, $0.key.name, $0.key.email)
        < ($0.value.brought, $0.value.ended, $1.key.name, $1.key.email)
    }
    var table = TextTable(columns: [.left, .right, .right, .right], flexible: 0)
    table.add(["author", "brought", "still there", "ended"].map { TextRun($0, .dim) })
    for (person, counts) in sorted.prefix(10) {
      table.add([
        TextRun(person.name, .strong), TextRun(FigureFormat.count(counts.brought)),
        TextRun(FigureFormat.count(counts.open)), TextRun(FigureFormat.count(counts.ended)),
      ])
    }
    page.blank()
    table.write(to: &page, indent: 2)
    if sorted.count > 10 { page.line("… and \(sorted.count - 10) more authors", .dim, indent: 4) }
  }

  private static func csv(_ entries: [BlameEntry]) -> [UInt8] {
    var writer = CSVWriter()
    writer.row(
      [
        "rule", "path", "line", "symbol", "message", "minutes", "confidence", "born", "bornAt", "bornBy", "isOpening",
        "died", "diedAt", "diedBy", "days", "fingerprint",
      ].map { .text($0) })
    for entry in entries {
      let finding = entry.finding
      writer.row([
        .text(finding.rule.text), .text(finding.path), .integer(finding.line), .text(finding.symbol),
        .text(finding.message), .number(finding.minutes), .number(finding.confidence), .text(entry.born.revision),
        .text(TrendPeriod.date(entry.born.committed)), .text(entry.born.author.name),
        .integer(entry.born.isOpening ? 1 : 0), entry.died.map { .text($0.revision) } ?? .empty,
        entry.died.map { .text(TrendPeriod.date($0.committed)) } ?? .empty,
        entry.died.map { .text($0.author.name) } ?? .empty, .integer(Int(entry.days.rounded())),
        .text(finding.fingerprint),
      ])
    }
    return Array(writer.text.utf8)
  }

  private static func json(_ entries: [BlameEntry], subject: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { root in
      root.member("findings", objects: entries) { object, entry in
        let finding = entry.finding
        object.member("born") { write(entry.born, to: &$0) }
        object.member("confidence", finding.confidence)
        object.member("days", (entry.days * 100).rounded() / 100)
        if let died = entry.died { object.member("died") { write(died, to: &$0) } }
        object.member("fingerprint", finding.fingerprint)
        object.member("line", finding.line)
        object.member("message", finding.message)
        object.member("minutes", finding.minutes)
        object.member("path", finding.path)
        object.member("rule", finding.rule.text)
        object.member("symbol", finding.symbol)
      }
      root.member("schemaVersion", RunResult.schemaVersion)
      root.member("subject", subject)
      root.member("tool") { JSONReporter.writeTool(to: &$0) }
    }
    return writer.finished()
  }

  private static func write(_ step: HistoryLine.Step, to object: inout JSONWriter) {
    object.member("author", step.author.name)
    object.member("committed", Int(clamping: step.committed))
    object.member("opening", step.isOpening)
    object.member("revision", step.revision)
    object.member("subject", step.subject)
  }
}
