package import Measures

/// Lists a file with the heat of its tokens.
package enum EnergyHeatReporter {
  /// Above these, in bits, a token is warm and hot.
  private static let warm = 4.0
  private static let hot = 10.0

  /// `lines` gives the text of a line of the file, counted from 1.
  package static func report(_ heat: EnergyHeat, lines: (Int) -> [UInt8]?, options: ReportOptions) -> [UInt8] {
    var page = TerminalPage(width: max(options.width, 400), style: options.style)
    page.line([
      TextRun(heat.path, .strong),
      TextRun(
        " · \(EnergyTextReporter.bits(heat.sum.bitsPerToken)) bits a token over "
          + "\(FigureFormat.count(heat.sum.tokens, "token", "tokens")); bits of each line on the left", .dim),
    ])
    var next = 0
    for line in 1...max(heat.lineCount, 1) {
      var tokens: [EnergyHeat.Token] = []
      while next < heat.tokens.count, heat.tokens[next].line <= line {
        tokens.append(heat.tokens[next])
        next += 1
      }
      let sum = tokens.reduce(0) { $0 + $1.bits }
      let figure = tokens.isEmpty ? "" : EnergyTextReporter.bits(sum)
      let padding = String(repeating: " ", count: max(0, 9 - figure.count))
      page.line([TextRun("\(padding)\(figure)  ", .dim)] + runs(lines(line) ?? [], tokens))
    }
    return Array(page.text.utf8)
  }

  private static func runs(_ bytes: [UInt8], _ tokens: [EnergyHeat.Token]) -> [TextRun] {
    var runs: [TextRun] = []
    var position = 0
    for token in tokens {
      let start = min(max(token.column - 1, position), bytes.count)
      let end = min(start + token.text.utf8.count, bytes.count)
      if start > position { runs.append(TextRun(String(decoding: bytes[position..<start], as: UTF8.self))) }
      let role: TextRun.Role = token.bits >= hot ? .error : token.bits >= warm ? .warning : .plain
      if end > start { runs.append(TextRun(String(decoding: bytes[start..<end], as: UTF8.self), role)) }
      position = max(position, end)
    }
    if position < bytes.count { runs.append(TextRun(String(decoding: bytes[position...], as: UTF8.self))) }
    return runs
  }
}
