/// A file that `xtal-dev generate` writes and nobody edits.
struct GeneratedFile: Equatable {
  /// Path relative to the repository's root.
  var path: String
  var text: String
}
