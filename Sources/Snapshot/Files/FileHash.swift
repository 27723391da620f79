import Git
import Model

/// Computes the blob id of files in an open folder.
enum FileHash {
  /// Files above this size are hashed in pieces instead of being read into memory.
  static let largestInMemory = 16 << 20

  enum Outcome {
    /// The id of the raw bytes, the id they would have when committed, and the stamp of the file that was read.
    case hashed(raw: BlobID, committed: BlobID, stamp: FileStamp)
    /// Why the file could not be read.
    case unreadable(String)
  }

  /// Hashes a file. `convert` takes its bytes and their id, and gives the id they would have when committed. It is not
  /// asked for a file above ``largestInMemory``.
  static func hash(
    _ path: some Collection<UInt8>, from folder: Int32,
    convert: (UnsafeRawBufferPointer, BlobID) throws -> BlobID = { $1 }
  ) throws -> Outcome {
    let file: OpenFile
    do { file = try OpenFile.opening(path: path, from: folder) } catch {
      return .unreadable("cannot be read: \(error.reason)")
    }
    do {
      if file.stamp.size > largestInMemory {
        let raw = try file.hashInPieces()
        return .hashed(raw: raw, committed: raw, stamp: file.stamp)
      }
      let ids = try file.withBytes { bytes in
        let raw = try GitRepository.hashBlob(UnsafeRawBufferPointer(bytes))
        return (raw, try convert(UnsafeRawBufferPointer(bytes), raw))
      }
      guard let ids else { return .unreadable("changed while it was read; run again when nothing writes to it") }
      return .hashed(raw: ids.0, committed: ids.1, stamp: file.stamp)
    } catch let failure as SystemFailure {
      return .unreadable("cannot be read: \(failure.reason)")
    } catch let error as AnalysisError where file.stamp.size > largestInMemory {
      return .unreadable("cannot be read: \(error.message)")
    }
  }
}
