/// Names of modules as the build tools make them from names of targets.
enum ModuleName {
  /// The name with everything replaced by `_` that may not stand in a C identifier.
  static func identifier(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      let isAllowed =
        scalar == "_" || (scalar.isASCII ? isLetter(scalar) || isDigit(scalar) : scalar.properties.isXIDContinue)
      if result.isEmpty && (isDigit(scalar)) { result += "_" }
      result += isAllowed ? String(Character(scalar)) : "_"
    }
    return result.isEmpty ? "_" : result
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
