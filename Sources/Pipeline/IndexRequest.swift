/// Whether, and where, the compiler's index may be looked for.
package struct IndexRequest: Sendable, Equatable {
  package enum Store: Sendable, Equatable {
    /// References come from syntax alone.
    case none
    /// The store that a build last left in `.build` of the folder under analysis, where that is the working tree. A
    /// commit is never compared with what happens to lie beside it.
    case automatic
    /// That store, or a folder that holds one. For a commit, files count whose content is the commit's.
    case path(String)
  }

  package var store: Store
  /// libIndexStore; nil for the one of the toolchain on ``searchPath``.
  package var library: String?
  /// The value of `PATH`.
  package var searchPath: String

  /// No index.
  package static let none = IndexRequest(store: .none, library: nil, searchPath: "")

  package init(store: Store, library: String?, searchPath: String) {
    self.store = store
    self.library = library
    self.searchPath = searchPath
  }
}
