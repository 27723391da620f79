enum IndexBitstream {
  static func check(path: String, magic: String) -> String? { nil }
}
