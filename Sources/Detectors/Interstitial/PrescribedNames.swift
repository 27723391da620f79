import Facts

/// Full names of one file's functions with parameters, by what they may prescribe to others of the name.
struct PrescribedNames: Sendable {
  /// Of requirements and overrides.
  private(set) var fixed: [TextHash] = []
  /// Of members, which prescribe something where they are a protocol's: the index of the declaration and its name.
  private(set) var members: [(declaration: Int32, name: TextHash)] = []

  init(_ facts: FileFacts) {
    for (index, declaration) in facts.declarations.enumerated() where declaration.parameterCount > 0 {
      let name = facts.strings.hash(of: declaration.fullName)
      if !declaration.traits.isDisjoint(with: [.isRequirement, .isOverride]) {
        fixed.append(name)
      } else {
        members.append((Int32(index), name))
      }
    }
  }
}
