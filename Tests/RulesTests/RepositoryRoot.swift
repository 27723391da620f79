import Foundation

/// The checkout that the tests were built from.
enum RepositoryRoot {
  static let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
}
