package import Measures

/// Shows the energy of held-out files.
package enum EnergyHoldoutReporter {
  package static func text(_ holdout: EnergyHoldout, modulus: Int, options: ReportOptions) -> [UInt8] {
    var page = TerminalPage(width: options.width, style: options.style)
    page.line(
      "Held out: \(FigureFormat.count(holdout.files, "file", "files")) whose path's FNV-1a-64 is 0 modulo \(modulus), "
        + "\(FigureFormat.count(holdout.tokens, "token", "tokens")), of which "
        + "\(FigureFormat.count(holdout.newTokens)) are new.")
    page.blank()
    var table = TextTable(columns: [.right, .left], flexible: 1)
    let rows: [(String, String)] = [
      (EnergyTextReporter.bits(holdout.bitsPerTokenSpelled), "bits a token, new tokens spelled"),
      (EnergyTextReporter.bits(holdout.bitsPerTokenClosed), "bits a token, new tokens at log₂ of the vocabulary"),
      (EnergyTextReporter.bits(holdout.bitsPerCharacter), "bits a byte of token text"),
      (FigureFormat.count(Int(holdout.tokensPerSecond)), "tokens a second on one core"),
      (FigureFormat.count(holdout.peakBytes / 1_000_000), "MB at most in memory"),
    ]
    for (figure, label) in rows { table.add([TextRun(figure, .strong), TextRun(label)]) }
    table.write(to: &page, indent: 2)
    return Array(page.text.utf8)
  }

  /// One line a token: path, line, bits, bits in the closed convention, text; between tabs, texts escaped as in C.
  package static func dump(_ holdout: EnergyHoldout) -> [UInt8] {
    var bytes = Array("path\tline\tbits\tclosedBits\ttext\n".utf8)
    for token in holdout.dump {
      bytes += escaped(token.path)
      bytes += Array("\t\(token.line)\t\(token.bits)\t\(token.closedBits)\t".utf8)
      bytes += escaped(token.text)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func escaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": bytes += Array("\\\\".utf8)
      case "\n": bytes += Array("\\n".utf8)
      case "\t": bytes += Array("\\t".utf8)
      case "\r": bytes += Array("\\r".utf8)
      default:
        if scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format {
          bytes += Array("\\u{\(String(scalar.value, radix: 16))}".utf8)
        } else {
          bytes += Array(String(scalar).utf8)
        }
      }
    }
    return bytes
  }
}
