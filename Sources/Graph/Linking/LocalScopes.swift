import Facts

/// The names that local scopes bind while a file is walked: parameters, local variables, patterns, generic parameters.
///
/// One stack for all scopes and, a name, the index of its innermost binding: binding and lookup take constant time, and
/// closing a scope undoes what it bound.
struct LocalScopes {
  struct Binding {
    var name: UInt32
    /// Global index of the local declaration; -1 for a name that is no declaration of its own (a parameter …).
    var declaration: Int32
    var type: KnownType
    fileprivate var previous: Int32
  }

  private var bindings: [Binding] = []
  private var innermost: [Int32]
  private var marks: [Int] = []

  init(nameCount: Int) { innermost = [Int32](repeating: -1, count: nameCount) }

  mutating func openScope() { marks.append(bindings.count) }

  mutating func closeScope() {
    let mark = marks.popLast() ?? 0
    while bindings.count > mark {
      let binding = bindings.removeLast()
      innermost[Int(binding.name)] = binding.previous
    }
  }

  mutating func bind(_ name: StringID, declaration: Int32, type: KnownType) {
    guard !name.isEmpty else { return }
    bindings.append(
      Binding(name: name.index, declaration: declaration, type: type, previous: innermost[Int(name.index)]))
    innermost[Int(name.index)] = Int32(bindings.count - 1)
  }

  func lookUp(_ name: StringID) -> Binding? {
    let index = innermost[Int(name.index)]
    return index < 0 ? nil : bindings[Int(index)]
  }
}
