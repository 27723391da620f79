import ArgumentParser
import Pipeline

/// The flags of every command whose references may come from the compiler's index.
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
