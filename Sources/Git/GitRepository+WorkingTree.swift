import CLibgit2
package import Model

#if canImport(Darwin)
  package import Darwin
#elseif canImport(Musl)
  package import Musl
#else
  package import Glibc
#endif

extension GitRepository {
  /// Reads the index; it is empty where the repository has none yet. Throws ``AnalysisError`` where it is damaged or of
  /// a kind that libgit2 does not read.
  package func index() throws -> GitIndex {
    var status = stat()
    // The status comes first: if the file is written in between, its entries look too new and are hashed, not trusted.
    let written = stat(gitFolder + "index", &status) == 0 ? GitIndexEntry.Time(modificationOf: status) : nil
    var index: OpaquePointer?
    let code = git_repository_index(&index, handle)
    guard code >= 0, let index else {
      let reason = GitFailure.lastMessage()
      if reason.contains("mandatory extension") {
        throw AnalysisError(
          """
          The index of this repository is split or sparse, which libgit2 does not read (\(reason)). Run `git \
          update-index --no-split-index` and `git sparse-checkout reapply --no-sparse-index`, or analyse a commit \
          with --rev HEAD.
          """)
      }
      throw AnalysisError(
        """
        The index of this repository is damaged (\(reason)). Remove \(gitFolder)index and run `git reset`, or \
        analyse a commit with --rev HEAD.
        """)
    }
    return GitIndex(handle: index, written: written)
  }

  /// Whether the ignore files of the repository name a path itself; its parent folders are the caller's business.
  ///
  /// `path` is relative to the root of the working tree and ends with a slash if it is a folder.
  package func isIgnored(_ path: some Collection<UInt8>) throws -> Bool {
    var ignored: Int32 = 0
    try GitFailure.check(
      path.withCPath { git_ignore_path_is_ignored(&ignored, handle, $0) },
      "read the ignore files of this repository", advice: "Check its .gitignore files and .git/info/exclude.")
    return ignored == 1
  }

  /// What the repository's configuration may make git do to files, attributes aside.
  package var configuredConversion: GitConversion {
    if configuration("core.attributesfile") != nil { return .arbitrary }
    let lineEndings = configuration("core.autocrlf")?.lowercased()
    if let lineEndings, !["false", "no", "off", "0", ""].contains(lineEndings) { return .lineEndings }
    return configuration("core.eol")?.lowercased() == "crlf" ? .lineEndings : .none
  }

  /// The id that these bytes of a working tree would get when committed at `path`: line endings and `$Id$` are
  /// converted as attributes and configuration say. Filter programs are not run.
  package func hashAsCommitted(_ bytes: UnsafeRawBufferPointer, at path: [UInt8]) throws -> BlobID {
    var filters: OpaquePointer?
    let flags = GIT_FILTER_ALLOW_UNSAFE.rawValue
    let code = path.withCPath { git_filter_list_load(&filters, handle, nil, $0, GIT_FILTER_TO_ODB, flags) }
    guard code >= 0, let filters else { return try Self.hashBlob(bytes) }
    defer { git_filter_list_free(filters) }
    var converted = git_buf()
    defer { git_buf_dispose(&converted) }
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard git_filter_list_apply_to_buffer(&converted, filters, start, bytes.count) >= 0 else {
      return try Self.hashBlob(bytes)
    }
    return try Self.hashBlob(UnsafeRawBufferPointer(start: converted.ptr, count: converted.size))
  }
}

extension GitIndexEntry.Time {
  /// When a file's content last changed.
  package init(modificationOf status: stat) {
    #if canImport(Darwin)
      self.init(seconds: Int64(status.st_mtimespec.tv_sec), nanoseconds: Int64(status.st_mtimespec.tv_nsec))
    #else
      self.init(seconds: Int64(status.st_mtim.tv_sec), nanoseconds: Int64(status.st_mtim.tv_nsec))
    #endif
  }

  /// When a file's content or its properties last changed.
  package init(statusChangeOf status: stat) {
    #if canImport(Darwin)
      self.init(seconds: Int64(status.st_ctimespec.tv_sec), nanoseconds: Int64(status.st_ctimespec.tv_nsec))
    #else
      self.init(seconds: Int64(status.st_ctim.tv_sec), nanoseconds: Int64(status.st_ctim.tv_nsec))
    #endif
  }
}
