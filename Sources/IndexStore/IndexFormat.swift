/// The format of an index's units and records.
enum IndexFormat {
  /// The one that ``IndexFormatCheck`` knows: what cannot be checked is not read.
  static let version: UInt32 = 5
}
