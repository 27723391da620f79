import Git

/// Reads the files of a commit from the object database, each thread with its own handle.
struct CommitReader: SourceReading {
  let pool: GitRepositoryPool

  func withBytes<Result>(
    of file: SourceFile, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    try pool.withRepository { try $0.withBlob(file.blob, body) }
  }
}
