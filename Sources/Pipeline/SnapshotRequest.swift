/// Which files to read, and how: what every command that looks into code asks for first.
package struct SnapshotRequest: Sendable {
  /// A folder: the root of a repository, a folder in it, or a plain folder.
  package var path: String
  /// A revision as a person types it; nil for the working tree.
  package var revision: String?
  package var configuration: Configuration
  package var index: IndexRequest
  /// Whether packages in `.build/checkouts` are read for the types they declare.
  package var readsCheckouts: Bool
  package var workers: Int
  package var progress: @Sendable (ProgressEvent) -> Void

  package init(
    path: String, revision: String?, configuration: Configuration, index: IndexRequest = .none,
    readsCheckouts: Bool = true, workers: Int,
    progress: @escaping @Sendable (ProgressEvent) -> Void = { _ in }
  ) {
    self.path = path
    self.revision = revision
    self.configuration = configuration
    self.index = index
    self.readsCheckouts = readsCheckouts
    self.workers = workers
    self.progress = progress
  }
}
