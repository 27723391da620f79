import Measures

/// The hardening tests of a validation report: the exponent beside Taylor's ½, and what it rests on.
struct HardeningSection {
  let results: [HardeningResult]

  func write(to page: inout TerminalPage) {
    guard !results.isEmpty else { return }
    page.blank()
    page.blank()
    page.heading(
      [TextRun("hardening", .strong), TextRun(" · effort = c · density^α · size^γ")], "Taylor's law has α = ½")
    for result in results {
      page.blank()
      page.line([TextRun(result.effort, .strong), TextRun(": \(result.sentence).")], indent: 2, hanging: 2)
      if let fit = result.fit { page.line(figures(of: fit), indent: 4, hanging: 2) }
      page.line(basis(of: result), .dim, indent: 4, hanging: 2)
    }
  }

  private func figures(of fit: HardeningResult.Fit) -> String {
    let determination = fit.determination.map { " · R² \(FigureFormat.thousandths($0))" } ?? ""
    return "α \(FigureFormat.estimate(fit.exponent)) · γ \(FigureFormat.thousandths(fit.sizeExponent))\(determination)"
  }

  private func basis(of result: HardeningResult) -> String {
    let rows = FigureFormat.count(result.rows, "module-month", "module-months")
    var text = "\(rows) of \(FigureFormat.count(result.modules, "module", "modules"))"
    if result.leftOut > 0 { text += ", \(FigureFormat.count(result.leftOut)) without a positive figure left out" }
    if result.fit != nil {
      let few = "rows drawn, as there are fewer than \(HardeningTest.leastModules) modules"
      text += " · " + (result.drawn == .modules ? "whole modules drawn" : few)
      text += ", \(FigureFormat.count(result.resamples, "resample", "resamples"))"
    }
    return text
  }
}
