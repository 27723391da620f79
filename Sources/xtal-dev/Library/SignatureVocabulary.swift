/// What the printer of signatures leaves out, keeps and shortens; lists of names with their reasons.
enum SignatureVocabulary {
  /// Attributes of declarations that change what a name means. Those in upper case are result builders, property
  /// wrappers or macros and stay too, but for ``isolationAttributes``.
  static let attributes: Set<String> = [
    "attached", "dynamicCallable", "dynamicMemberLookup", "freestanding", "globalActor", "propertyWrapper",
    "resultBuilder",
  ]

  /// Attributes of types that stay: `@autoclosure` decides what an argument is checked against.
  static let typeAttributes: Set<String> = ["autoclosure"]

  /// Attributes in upper case that say where code may run and not what it means.
  static let isolationAttributes: Set<String> = ["MainActor", "Sendable"]

  static let modifiers: Set<String> = [
    "class", "convenience", "final", "indirect", "infix", "lazy", "mutating", "open", "optional", "override", "postfix",
    "prefix", "required", "static", "unowned", "weak",
  ]

  /// Protocols without members: a conformance to them leads to no declaration.
  static let markers: Set<String> = [
    "BitwiseCopyable", "Copyable", "Escapable", "Sendable", "SendableMetatype", "_DestructorSafeContainer",
  ]

  /// Numbers whose operators are those that their protocols require of every conforming type.
  static let numbers: Set<String> = [
    "Double", "Float", "Float16", "Float80", "Int", "Int128", "Int16", "Int32", "Int64", "Int8", "UInt", "UInt128",
    "UInt16", "UInt32", "UInt64", "UInt8",
  ]

  /// Whether the members of a type are left out: the vectors differ by their length alone, and two of them are enough
  /// to know what all can do.
  static func isMemberless(_ type: String) -> Bool {
    type.hasPrefix("SIMD") && type.dropFirst(4).allSatisfy(\.isNumber) && type.count > 4
      && !["SIMD2", "SIMD4"].contains(type)
  }

  /// Storage of vectors: public because the compiler asks for it.
  static func isVectorStorage(_ type: String) -> Bool { type.hasPrefix("SIMD") && type.hasSuffix("Storage") }
}
