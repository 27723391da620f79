/// Whether text for a terminal carries colours.
package enum TerminalStyle: Sendable, Equatable {
  case plain
  /// With ANSI escape sequences of the 16-colour set, which follow the person's own palette.
  case coloured
}
