/// The folder part of a path.
enum SourceFolder {
  /// The path of the folder that a file lies in, with the slash behind it; empty for a file at the root.
  static func path(of file: String) -> Substring {
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return file[...slash]
  }
}
