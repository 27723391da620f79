/// What a node of a ``LevelGraph`` stands for.
enum LevelSubject: Sendable, Equatable {
  /// Index in the layout's modules.
  case module(Int)
  /// Index of the file; at finer levels, its code outside of types or of declarations.
  case file(Int)
  /// Global index.
  case declaration(Int)
}
