/// What is known of a token in one byte: its class and two flags.
enum TokenFlags {
  static let classMask: UInt8 = 7
  /// The stream has had it; open classes only.
  static let local: UInt8 = 8
  /// Other streams hold it.
  static let known: UInt8 = 16
  /// All of them.
  static let all: UInt8 = 31
}
