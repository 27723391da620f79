/// A piece of one line with one look. Its text is whatever it is: ``TerminalPage`` sanitizes it.
struct TextRun: Sendable, Equatable {
  /// What a piece of text is for; the page knows how that looks.
  enum Role: Sendable, Equatable {
    case plain
    case strong
    case dim
    case error
    case warning
    case note

    /// The parameters of the ANSI "select graphic rendition" sequence (ECMA-48); nil for the terminal's own look.
    var rendition: String? {
      switch self {
      case .plain: nil
      case .strong: "1"
      case .dim: "2"
      case .error: "1;31"
      case .warning: "33"
      case .note: "36"
      }
    }
  }

  var text: String
  var role: Role

  init(_ text: String, _ role: Role = .plain) {
    self.text = text
    self.role = role
  }
}
