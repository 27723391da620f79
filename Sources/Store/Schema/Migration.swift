/// One step of the schema: SQL text that depends on no application type, so that it never changes its meaning.
struct Migration: Sendable {
  /// The `user_version` that a database has after it; the steps count up from 1.
  let version: Int
  let statements: [String]
}
