/// How a declaration comes to be used.
enum UseState: UInt8 {
  /// Somebody whom no source shows may use it.
  case root
  /// It is used as soon as what it stands in is.
  case implicit
  /// It is used only where something names it.
  case candidate
}
