import Git
import Model

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads the files of a working tree or plain folder, and nothing outside its root.
///
/// The listing has seen each file without following a symbolic link. A file with the same stamp is that very file, so
/// it can be opened by its whole path; any other is opened folder by folder and must have the bytes that the snapshot
/// names.
struct FileReader: SourceReading {
  /// Where a file of the snapshot is and what it was when it was listed.
  struct Place: Sendable {
    let stamp: FileStamp
    /// The path from the root to open; nil where it is the file's own, other for a symbolic link that is followed.
    var target: [UInt8]?
  }

  private let root: RootFolder
  private let places: [[UInt8]: Place]

  /// `places` are by the raw path of their file. `root` is the root's absolute path.
  init(root: String, places: [[UInt8]: Place]) throws {
    self.root = try RootFolder(path: root)
    self.places = places
  }

  func withBytes<Result>(
    of file: SourceFile, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    guard let place = places[file.rawPath] else {
      throw AnalysisError("\(file.path) is no file of this snapshot.", kind: .internal)
    }
    let path = place.target ?? file.rawPath
    if let open = try? OpenFile(path: path, from: root.descriptor), open.stamp == place.stamp {
      return try read(open, file, body)
    }
    let open: OpenFile
    do { open = try OpenFile.opening(path: path, from: root.descriptor) } catch {
      throw AnalysisError("\(file.path) cannot be read: \(error.reason). Check that it is there and its permissions.")
    }
    guard open.stamp.size == file.size else { throw Self.changed(file) }
    return try read(open, file) { bytes in
      guard try GitRepository.hashBlob(UnsafeRawBufferPointer(bytes)) == file.blob else { throw Self.changed(file) }
      return try body(bytes)
    }
  }

  private func read<Result>(
    _ open: borrowing OpenFile, _ file: SourceFile, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    do {
      guard let result = try open.withBytes(body) else { throw Self.changed(file) }
      return result
    } catch let failure as SystemFailure {
      throw AnalysisError("\(file.path) cannot be read: \(failure.reason). Check the disk it is on.")
    }
  }

  private static func changed(_ file: SourceFile) -> AnalysisError {
    AnalysisError("\(file.path) changed after it was listed. Run again when nothing writes to it.")
  }
}

/// The root folder, open as long as the reader lives, so that its name may change meanwhile.
///
/// A class because it owns a file descriptor that copies of the reader share.
private final class RootFolder: Sendable {
  let descriptor: Int32

  init(path: String) throws {
    descriptor = path.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      throw AnalysisError("The folder \(path) cannot be read: \(SystemFailure.last.reason). Check its permissions.")
    }
  }

  deinit { close(descriptor) }
}
