import ArgumentParser
import Pipeline

/// The flags of every command whose references may follow from more than the sources: from the compiler's index, and from
/// what checked-out packages declare.
struct IndexOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Take references from the compiler's index: auto (the one a build last left below .build, for the working tree), \
      none, or a store's path.
      """, valueName: "auto|none|path"))
  var indexStore: String = "auto"

  @Option(help: "libIndexStore. Default: that of the toolchain on PATH.")
  var indexStoreLibrary: String?

  /// Whether packages beside the repository are read.
  enum Checkouts: String, CaseIterable, ExpressibleByArgument {
    case auto
    case none
  }

  @Option(
    help: """
      Read what imported modules of packages in .build/checkouts declare, where they are there (auto), or not (none).
      """)
  var checkouts: Checkouts = .auto

  var readsCheckouts: Bool { checkouts == .auto }

  var request: IndexRequest {
    let store: IndexRequest.Store =
      switch indexStore {
      case "auto": .automatic
      case "none": .none
      default: .path(indexStore)
      }
    return IndexRequest(
      store: store, library: indexStoreLibrary, searchPath: ProcessSetup.environment("PATH") ?? "")
  }
}
