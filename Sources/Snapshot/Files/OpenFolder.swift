import Git

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An entry of a folder as listing it says, without looking at the entry itself.
struct FolderEntry {
  enum Kind {
    case file
    case folder
    case symbolicLink
    /// A pipe, socket or device.
    case other
  }

  let name: [UInt8]
  let kind: Kind
}

/// A folder that is open for listing and for opening what lies in it, by names that are not followed if they are
/// symbolic links. Closed when it goes out of scope.
struct OpenFolder: ~Copyable {
  #if canImport(Darwin)
    private typealias Stream = UnsafeMutablePointer<DIR>
  #else
    private typealias Stream = OpaquePointer
  #endif

  private let stream: Stream
  let descriptor: Int32

  /// Opens a folder by its absolute path, which is followed wherever it leads.
  init(path: String) throws(SystemFailure) {
    let number = path.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    try self.init(taking: number)
  }

  /// Opens a folder by its name in another; a symbolic link is refused.
  init(name: [UInt8], in parent: Int32) throws(SystemFailure) {
    let number = name.withCPath { openat(parent, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
    try self.init(taking: number)
  }

  private init(taking number: Int32) throws(SystemFailure) {
    guard number >= 0 else { throw .last }
    guard let stream = fdopendir(number) else {
      let failure = SystemFailure.last
      close(number)
      throw failure
    }
    self.stream = stream
    descriptor = number
  }

  deinit { closedir(stream) }

  /// Everything in the folder but `.` and `..`, in no particular order. To be called once.
  func entries() throws(SystemFailure) -> [FolderEntry] {
    var entries = [FolderEntry]()
    let nameOffset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
    errno = 0
    while let entry = readdir(stream) {
      let name = UnsafeRawPointer(entry).advanced(by: nameOffset).assumingMemoryBound(to: UInt8.self)
      let length = strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
      let bytes = Array(UnsafeBufferPointer(start: name, count: length))
      if bytes != Self.itself && bytes != Self.parent {
        entries.append(FolderEntry(name: bytes, kind: kind(Int32(entry.pointee.d_type), bytes)))
      }
      errno = 0
    }
    guard errno == 0 else { throw .last }
    return entries
  }

  /// The status of something in the folder; a symbolic link's own status, not its target's.
  func status(of name: [UInt8]) throws(SystemFailure) -> stat {
    var result = stat()
    guard name.withCPath({ fstatat(descriptor, $0, &result, AT_SYMLINK_NOFOLLOW) }) == 0 else { throw .last }
    return result
  }

  private func kind(_ type: Int32, _ name: [UInt8]) -> FolderEntry.Kind {
    switch type {
    case Int32(DT_REG): return .file
    case Int32(DT_DIR): return .folder
    case Int32(DT_LNK): return .symbolicLink
    case Int32(DT_UNKNOWN): break
    default: return .other
    }
    // Some file systems leave the type out of their listings.
    switch (try? status(of: name)).map({ $0.st_mode & S_IFMT }) {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .symbolicLink
    default: return .other
    }
  }

  private static let itself: [UInt8] = [UInt8(ascii: ".")]
  private static let parent: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: ".")]
}
