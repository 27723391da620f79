import Git
import Model

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A regular file that is open for reading. Closed when it goes out of scope.
///
/// It is read with `read`, not mapped, because a mapped file that shrinks meanwhile would end the process.
struct OpenFile: ~Copyable {
  private let descriptor: Int32
  let stamp: FileStamp

  /// Opens a file by its path from a folder. A symbolic link in the last place is refused; one before it is followed.
  ///
  /// Throws for everything that is no regular file. A pipe does not block.
  init(path: some Collection<UInt8>, from folder: Int32) throws(SystemFailure) {
    let number = path.withCPath { openat(folder, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard number >= 0 else { throw .last }
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(number)
      throw SystemFailure(code: EINVAL)
    }
    descriptor = number
    stamp = FileStamp(status)
  }

  deinit { close(descriptor) }

  /// Opens a file by its path from a folder without following a symbolic link anywhere on the way.
  static func opening(
    path: some Collection<UInt8>, from folder: Int32
  ) throws(SystemFailure) -> OpenFile {
    var parts = path.split(separator: UInt8(ascii: "/")).map { Array($0) }
    guard let name = parts.popLast(), !parts.contains(Array("..".utf8)) else { throw SystemFailure(code: EINVAL) }
    var current = folder
    defer { if current != folder { close(current) } }
    for part in parts {
      let next = part.withCPath { openat(current, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
      guard next >= 0 else { throw .last }
      if current != folder { close(current) }
      current = next
    }
    return try OpenFile(path: name, from: current)
  }

  /// Calls `body` with the whole content, valid for the call only; nil where the size is not what it was at opening.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result? {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: stamp.size + 1, alignment: 16)
    defer { buffer.deallocate() }
    var filled = 0
    // One byte more than expected is asked for, so that a file that grew is noticed.
    while let start = buffer.baseAddress, filled < buffer.count {
      let count = read(descriptor, start + filled, buffer.count - filled)
      if count == 0 { break }
      if count > 0 {
        filled += count
      } else if errno != EINTR {
        throw SystemFailure.last
      }
    }
    guard filled == stamp.size else { return nil }
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    return try body(bytes.bindMemory(to: UInt8.self))
  }

  /// The git id of the content, read in pieces, so that a file of any size may come.
  func hashInPieces() throws -> BlobID { try GitRepository.hashBlob(ofDescriptor: descriptor) }
}
