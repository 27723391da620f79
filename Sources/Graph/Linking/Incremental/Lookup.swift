/// What is looked up: members of a type by name, or one of these.
enum Lookup {
  /// Owner of declarations at file scope, whatever their module.
  static let fileScope: Int32 = .max
  /// Owner of members of any type.
  static let anyType: Int32 = .max - 1
  /// Owner of members of any type of the library, but for names that every type has.
  static let library: Int32 = .max - 2

  /// Name under which stands what a type inherits from.
  static let superTypes: Int32 = -2
  /// Name under which stand all declarations in a type and its extensions.
  static let everything: Int32 = -3
  /// Name under which stand a type's stored properties.
  static let stored: Int32 = -4

  /// Half a look-up's hash. Two that share it are taken for one, which costs time and nothing else.
  static func digest(owner: Int32, name: Int32) -> UInt32 {
    var hash = IndexMap.key(owner, name) &* 0x9e37_79b9_7f4a_7c15
    hash ^= hash >> 29
    hash = hash &* 0xbf58_476d_1ce4_e5b9
    return UInt32(truncatingIfNeeded: hash >> 32) | 1
  }
}
