/// Global indices of the standard library's declarations that the language itself refers to; -1 where the library's
/// table lacks one.
struct StandardTypes: Sendable {
  var optional: Int32 = -1
  var array: Int32 = -1
  var dictionary: Int32 = -1
  var int: Int32 = -1
  var double: Int32 = -1
  var string: Int32 = -1
  var bool: Int32 = -1
  var range: Int32 = -1
  var closedRange: Int32 = -1
  var partialRangeFrom: Int32 = -1
  var partialRangeUpTo: Int32 = -1
  var partialRangeThrough: Int32 = -1
  var never: Int32 = -1
  var error: Int32 = -1
  var keyPath: Int32 = -1
  var writableKeyPath: Int32 = -1
  var rawRepresentable: Int32 = -1
  var hashable: Int32 = -1
  /// What every actor conforms to without saying so.
  var actor: Int32 = -1
  var expressibleByInteger: Int32 = -1
  var expressibleByFloat: Int32 = -1
  var expressibleByString: Int32 = -1
  var expressibleByBoolean: Int32 = -1
  var expressibleByArray: Int32 = -1
  var expressibleByDictionary: Int32 = -1
  /// Protocols without requirements that nearly every type satisfies: `Sendable`, `Copyable` …
  var markers: Set<Int32> = []
  /// Protocols that the compiler can make a type conform to: `Equatable`, `Hashable`, `Comparable`, `Codable` …
  var derivable: Set<Int32> = []
  /// Protocols that hardly anybody extends for all: nothing is to be expected of modules that are not known.
  var plain: Set<Int32> = []
  /// Types that any value converts to: `AnyHashable`, `AnyObject`.
  var erasing: Set<Int32> = []

  /// Looks each one up by name among the declarations at file scope of the modules `Swift` and `_Concurrency`.
  init(find: (String) -> Int32) {
    optional = find("Optional")
    array = find("Array")
    dictionary = find("Dictionary")
    int = find("Int")
    double = find("Double")
    string = find("String")
    bool = find("Bool")
    range = find("Range")
    closedRange = find("ClosedRange")
    partialRangeFrom = find("PartialRangeFrom")
    partialRangeUpTo = find("PartialRangeUpTo")
    partialRangeThrough = find("PartialRangeThrough")
    never = find("Never")
    error = find("Error")
    keyPath = find("KeyPath")
    writableKeyPath = find("WritableKeyPath")
    rawRepresentable = find("RawRepresentable")
    hashable = find("Hashable")
    actor = find("Actor")
    expressibleByInteger = find("ExpressibleByIntegerLiteral")
    expressibleByFloat = find("ExpressibleByFloatLiteral")
    expressibleByString = find("ExpressibleByUnicodeScalarLiteral")
    expressibleByBoolean = find("ExpressibleByBooleanLiteral")
    expressibleByArray = find("ExpressibleByArrayLiteral")
    expressibleByDictionary = find("ExpressibleByDictionaryLiteral")
    for name in ["Sendable", "Copyable", "Escapable", "BitwiseCopyable", "SendableMetatype"] {
      markers.insert(find(name))
    }
    for name in ["Equatable", "Hashable", "Comparable", "Encodable", "Decodable"] { derivable.insert(find(name)) }
    plain = markers.union(derivable)
    for name in [
      "Actor", "AnyActor", "CaseIterable", "CodingKey", "CustomDebugStringConvertible", "CustomReflectable",
      "CustomStringConvertible", "Error", "Identifiable", "LosslessStringConvertible", "RawRepresentable",
      "ExpressibleByArrayLiteral", "ExpressibleByBooleanLiteral", "ExpressibleByDictionaryLiteral",
      "ExpressibleByExtendedGraphemeClusterLiteral", "ExpressibleByFloatLiteral", "ExpressibleByIntegerLiteral",
      "ExpressibleByNilLiteral", "ExpressibleByStringInterpolation", "ExpressibleByStringLiteral",
      "ExpressibleByUnicodeScalarLiteral",
    ] { plain.insert(find(name)) }
    plain.remove(-1)
    for name in ["AnyHashable", "AnyObject"] { erasing.insert(find(name)) }
    markers.remove(-1)
    derivable.remove(-1)
    erasing.remove(-1)
  }
}
