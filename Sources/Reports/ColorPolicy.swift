/// The value of `--color`, and how it and the environment decide about colours.
package enum ColorPolicy: String, Sendable, CaseIterable {
  case auto
  case always
  case never

  /// Decides for one output stream.
  ///
  /// The flag wins. In `auto`, a non-empty `NO_COLOR` (https://no-color.org) forbids colours, then a non-empty
  /// `FORCE_COLOR` asks for them (`0` and `false` forbid them), then `TERM=dumb` forbids them, and at last the stream
  /// has to be a terminal. The values are those of the environment, nil where a variable is not set: only the
  /// executable reads it.
  package static func resolve(
    flag: ColorPolicy, isTerminal: Bool, noColor: String?, forceColor: String?, term: String? = nil
  ) -> TerminalStyle {
    switch flag {
    case .always: return .coloured
    case .never: return .plain
    case .auto: break
    }
    if let noColor, !noColor.isEmpty { return .plain }
    if let forceColor, !forceColor.isEmpty {
      return forceColor == "0" || forceColor == "false" ? .plain : .coloured
    }
    return isTerminal && term != "dumb" ? .coloured : .plain
  }
}
