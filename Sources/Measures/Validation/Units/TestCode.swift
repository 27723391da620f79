import Model

/// Tells tests from what they test: what mends a bug usually changes a test too, and that is no bug of the test.
enum TestCode {
  /// Whether a file of a module holds tests or what only tests use: a test module, or a folder whose name ends in
  /// `Tests` around it.
  static func holds(_ path: String, module: ProjectLayout.Module) -> Bool {
    module.kind == .test || path.split(separator: "/").dropLast().contains { $0.hasSuffix("Tests") }
  }
}
