import Git

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Resolves symbolic links in the file system.
enum FolderLinks {
  /// Where the link at `path`, seen from the folder `root`, leads. `root` is absolute and free of symbolic links.
  static func target(of path: [UInt8], root: String) -> SnapshotParts.LinkTarget {
    let base = Array(root.utf8) + (root == "/" ? [] : [UInt8(ascii: "/")])
    guard let resolved = (base + path).withCPath({ realpath($0, nil) }) else { return .broken }
    defer { free(resolved) }
    let bytes = UnsafeRawBufferPointer(start: resolved, count: strlen(resolved))
    return bytes.starts(with: base) ? .inside(Array(bytes.dropFirst(base.count))) : .outside
  }

  /// Whether a path, followed wherever it leads, is a folder.
  static func isFolder(_ path: UnsafePointer<CChar>) -> Bool { type(of: path) == S_IFDIR }

  /// Whether a path, followed wherever it leads, is a regular file.
  static func isFile(_ path: UnsafePointer<CChar>) -> Bool { type(of: path) == S_IFREG }

  /// Whether a path, followed wherever it leads, is a pipe, socket or device.
  static func isSpecial(_ path: UnsafePointer<CChar>) -> Bool {
    type(of: path).map { $0 != S_IFREG && $0 != S_IFDIR } ?? false
  }

  private static func type(of path: UnsafePointer<CChar>) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
