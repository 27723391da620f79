/// What a module declares, as far as an import may be there for it: its names, and what is used without naming it.
struct ModuleContents: Sendable {
  /// An initialiser by the type that has it and its first label; ``TextHash/none`` for any type.
  struct Initializer: Hashable, Sendable {
    var type: TextHash
    var label: TextHash
  }

  let names: TextHashSet
  /// Initialisers and first labels of subscripts that it adds to types of other modules.
  private(set) var initializers: Set<Initializer> = []
  private(set) var subscripts: Set<TextHash> = []
  private(set) var traits: DeclaredNames.Traits = []
  /// Makes a type of another module conform to a protocol of another module.
  private(set) var hasForeignConformance = false

  init(of parts: [DeclaredNames]) {
    names = TextHashSet(parts.lazy.flatMap(\.names))
    let types = TextHashSet(parts.lazy.flatMap(\.types))
    let protocols = TextHashSet(parts.lazy.flatMap(\.protocols))
    for part in parts {
      traits.formUnion(part.traits)
      for clause in part.clauses where !hasForeignConformance && !types.contains(clause.extended) {
        hasForeignConformance = !clause.inherited.contains { types.contains($0) }
      }
      for added in part.added { add(added, types, protocols) }
    }
  }

  private mutating func add(_ added: DeclaredNames.Added, _ types: TextHashSet, _ protocols: TextHashSet) {
    let isOfProtocol = protocols.contains(added.extended)
    guard isOfProtocol || !types.contains(added.extended) else { return }
    if added.isInitializer {
      initializers.insert(Initializer(type: isOfProtocol ? .none : added.extended, label: added.label))
    } else {
      // A subscript's parameter has a label only where two names are written, which not all facts tell.
      subscripts.formUnion([added.label, .unlabeled])
    }
  }
}

extension TextHash {
  /// That of the empty text.
  static let none = TextHash("")
  /// That of `_`.
  static let unlabeled = TextHash("_")
}
