/// A question of style or design that code answers again and again, one way or another.
enum ConventionAxis: Int, Sendable, CaseIterable {
  case errorChannel
  case concurrency
  case optionalHandling
  case typeKind
  case internalAccess
  case selfUse
  case booleanNames
  case closureArguments
  case trailingCommas
  case indentation
  case testFramework
  case logging
  case publicDocumentation
  case typesPerFile
  case conformances
  case initialiserCalls

  /// What the axis is about, as messages name it.
  var title: String {
    switch self {
    case .errorChannel: "error channel"
    case .concurrency: "concurrency"
    case .optionalHandling: "handling of optionals"
    case .typeKind: "kind of type"
    case .internalAccess: "internal access"
    case .selfUse: "use of self"
    case .booleanNames: "names of Booleans"
    case .closureArguments: "closure arguments"
    case .trailingCommas: "last comma of a list"
    case .indentation: "indentation"
    case .testFramework: "test framework"
    case .logging: "logging"
    case .publicDocumentation: "comments on public declarations"
    case .typesPerFile: "types per file"
    case .conformances: "place of conformances"
    case .initialiserCalls: "initialiser calls"
    }
  }

  /// The ways to answer, in the order of ``ConventionValue``.
  var values: [ConventionValue] { ConventionValue.allCases.filter { $0.axis == self } }
}
