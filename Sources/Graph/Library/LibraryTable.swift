/// The coded modules. The generated part (`Sources/Graph/Generated`) holds ``entries``, `storedVersion` and one literal a
/// module.
enum LibraryTable {
  /// One module as it is shipped.
  struct Entry: Sendable {
    var name: String
    var reexports: [String]
    /// Size of the coded facts.
    var byteCount: Int
    /// The coded facts as ``PackedBytes`` spells them.
    var text: StaticString
  }
}
