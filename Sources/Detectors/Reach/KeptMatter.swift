/// Folders whose Swift is there to be read by tests or was copied from others: nobody here tidies it up.
enum KeptMatter {
  /// Whole names of folders, in lower case.
  private static let folders: Set<String> = [
    "fixture", "fixtures", "__fixtures__", "testfixtures", "snapshots", "__snapshots__", "golden", "goldens",
    "testdata",
    "test-data", "test_data", "vendor", "vendored", "embeddedlibraries", "stub", "stubs", "thirdparty", "third-party",
    "third_party", "pods", "carthage",
  ]

  /// Whether a folder on the file's path has such a name.
  static func holds(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains { $0.utf8.count < 18 && folders.contains($0.lowercased()) }
  }
}
