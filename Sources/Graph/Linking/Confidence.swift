/// How often each way of resolving is right at least, in percent, as `xtal-dev truth` measured it against the compiler's
/// index of 17 packages (docs/evidence.md has the figures, rounded down here). The steps have different figures so that
/// the measurement can tell them apart.
enum Confidence {
  /// A name that a scope, a file or a module declares, found by nesting and imports.
  static let lexical: UInt8 = 99
  /// The only fitting member of a type that is known.
  static let member: UInt8 = 98
  /// A member named by `.name`, its type known from the place.
  static let implicitMember: UInt8 = 97
  /// One of several overloads, told apart by labels or types.
  static let overload: UInt8 = 96
  /// A member that overrides or satisfies another of the same name and labels.
  static let override: UInt8 = 95
  /// Found through a subscript with dynamic members.
  static let dynamicMember: UInt8 = 94
  /// An operator chosen by the types of its operands.
  static let `operator`: UInt8 = 93
  /// One of several overloads that nothing told apart.
  static let overloadGuess: UInt8 = 74
  /// The only declaration in reach that bears the name, its base not known.
  static let uniqueName: UInt8 = 75
}
