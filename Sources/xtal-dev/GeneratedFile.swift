/// A file that `xtal-dev generate` writes and nobody edits.
struct GeneratedFile: Equatable {
  /// The command that mends a stale file, for messages.
  static let mendingCommand = "swift run xtal-dev generate"

  /// Path relative to the repository's root.
  var path: String
  var text: String
}
