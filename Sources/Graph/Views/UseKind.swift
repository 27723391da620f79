/// The ways in which one node of a ``LevelGraph`` uses another: the roles of references, and two of modules.
enum UseKind {
  /// An import by one file of the module.
  static let moduleImport = UInt8(ReferenceRole.allCases.count)
  /// The build description allows the import.
  static let declared = moduleImport + 1

  static func isReference(_ kind: UInt8) -> Bool { kind < moduleImport }

  static func word(_ kind: UInt8) -> String {
    switch kind {
    case moduleImport: "import"
    case declared: "declared"
    default: ReferenceRole(rawValue: kind)?.word ?? ""
    }
  }
}
