/// Arithmetic on paths relative to the repository root, with `/` between their parts and no leading slash; the root is "".
///
/// It works on the text alone: no file system, no symbolic links.
enum RelativePath {
  /// The path without its last part: "" for a path of one part.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }

  /// The last part of the path.
  static func lastPart(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// `path` as seen from the folder `base`, with `.` and `..` resolved; nil where it leads out of the repository or is
  /// absolute.
  static func resolve(_ path: String, from base: String) -> String? {
    if path.utf8.first == UInt8(ascii: "/") || path.utf8.first == UInt8(ascii: "~") { return nil }
    if isPlain(path) { return base.isEmpty ? path : base + "/" + path }
    var parts = base.split(separator: "/")
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        if parts.isEmpty { return nil }
        parts.removeLast()
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// Whether no part is empty or starts with a dot, so that there is nothing to resolve.
  private static func isPlain(_ path: String) -> Bool {
    var last = UInt8(ascii: "/")
    for byte in path.utf8 {
      if last == UInt8(ascii: "/") && (byte == last || byte == UInt8(ascii: ".")) { return false }
      last = byte
    }
    return last != UInt8(ascii: "/")
  }

  /// Whether `path` is `folder` or lies in it; the root holds everything.
  static func isInside(_ path: String, _ folder: String) -> Bool {
    if folder.isEmpty { return true }
    let pathBytes = path.utf8
    let folderBytes = folder.utf8
    guard pathBytes.count >= folderBytes.count, pathBytes.starts(with: folderBytes) else { return false }
    if pathBytes.count == folderBytes.count { return true }
    return pathBytes[pathBytes.index(pathBytes.startIndex, offsetBy: folderBytes.count)] == UInt8(ascii: "/")
  }

  /// Calls `body` with the path itself and then with each folder that holds it, the root last, until it returns true.
  /// Returns whether it did.
  @discardableResult
  static func climb(_ path: String, until body: (String) -> Bool) -> Bool {
    var current = path
    while true {
      if body(current) { return true }
      if current.isEmpty { return false }
      current = folder(of: current)
    }
  }
}
