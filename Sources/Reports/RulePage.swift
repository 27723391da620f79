import Model
import Rules

/// One rule as a page for a terminal: `xtal explain`.
struct RulePage {
  let rule: Rule

  func write(to page: inout TerminalPage) {
    let document = RuleDocument(rule: rule)
    page.line(rule.id.text, .strong)
    page.line(rule.title)
    page.line("\(document.classWords) · \(RuleFacts.summary(rule))", .dim)
    for (heading, text) in document.sections {
      title(heading, to: &page)
      write(prose: text, to: &page)
    }
    writeOptions(to: &page)
    write(code: rule.badExample, title: "Fires on", to: &page)
    write(code: rule.goodExample, title: "Stays silent on", to: &page)
    if !rule.references.isEmpty {
      title("References", to: &page)
      for reference in rule.references { page.line("- \(Prose.oneLine(reference))", indent: 2, hanging: 2) }
    }
    title("To keep one place as it is", to: &page)
    page.line("// xtal:disable:next \(rule.id.text) - why it has to stay", indent: 4, hanging: 2)
  }

  private func title(_ text: String, to page: inout TerminalPage) {
    page.blank()
    page.line(text, .strong)
  }

  private func write(prose text: String, to page: inout TerminalPage) {
    var wasItem = true
    for block in Prose.blocks(text) {
      // Items of a list stand together; paragraphs have a blank line between them.
      if !wasItem, !block.isItem { page.blank() }
      page.line(block.isItem ? "- \(block.text)" : block.text, indent: 2, hanging: block.isItem ? 2 : 0)
      wasItem = block.isItem
    }
  }

  private func writeOptions(to page: inout TerminalPage) {
    guard !rule.options.isEmpty else { return }
    title("Options", to: &page)
    let columns = 2 + (rule.options.map { DisplayWidth.columns(of: $0.name) }.max() ?? 0)
    for option in rule.options {
      let meaning = [
        TextRun(Prose.oneLine(option.summary)), TextRun(" (default: \(RuleFacts.defaultValue(of: option)))", .dim),
      ]
      page.labelled(TextRun(option.name), columns: columns, meaning, indent: 2)
    }
  }

  private func write(code: String, title heading: String, to page: inout TerminalPage) {
    guard !code.isEmpty else { return }
    title(heading, to: &page)
    for line in Prose.lines(code) {
      if line.isEmpty { page.blank() } else { page.line(String(line), indent: 4, hanging: 2) }
    }
  }
}
