#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the database lies when nobody says otherwise.
enum DatabaseLocation {
  /// `.xtal/xtal.sqlite` under the analysed folder.
  static func standard(under root: String) -> String {
    (root.hasSuffix("/") ? root : root + "/") + ".xtal/xtal.sqlite"
  }

  /// Why the standard database cannot be made or written, in one sentence; nil where nothing is in the way.
  static func obstacle(to path: String) -> String? {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    let root = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
    // The superuser may write anywhere permissions forbid, so the test is the system's own answer.
    let place = access(folder, F_OK) == 0 ? folder : (root.isEmpty ? "/" : root)
    guard access(place, W_OK) != 0 else { return nil }
    return "\(place) cannot be written (\(String(cString: strerror(errno)))), so the result is not stored. "
      + "Choose another place with --database FILE."
  }
}
