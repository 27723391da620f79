/// Tokens apart by what they are: syntax makes code look more natural than its names are (Rahman, Palani, Rigby,
/// "Natural Software Revisited", ICSE 2019).
package enum EnergyGroup: Int, Sendable, CaseIterable {
  case identifiers
  case literals
  /// Keywords, operators, punctuation, directives.
  case syntax
}
