/// Every way to ask the table for declarations by name, or for what a type inherits from. What is asked is noted, so that
/// linking again knows what a file rests on: nothing else of the resolver looks names up in the table.
extension ReferenceResolver {
  /// Members of that name that a type, or its extensions, declare; types that a body declares, where `owner` is a function.
  @inline(__always)
  func members(named name: Int32, of owner: Int32) -> IndexMap.Values {
    log?.note(owner, name)
    return symbols.members.values(of: IndexMap.key(owner, name))
  }

  /// Members of that name of any type.
  @inline(__always)
  func membersOfAnyType(named name: Int32) -> IndexMap.Values {
    log?.note(Lookup.anyType, name)
    return symbols.membersByName.values(of: IndexMap.key(0, name))
  }

  /// Declarations of that name at a module's file scope.
  @inline(__always)
  func declarations(named name: Int32, in module: Int32) -> IndexMap.Values {
    log?.note(Lookup.fileScope, name)
    return symbols.topLevel.values(module, name)
  }

  /// See ``SymbolTable/topLevel(_:from:world:where:)``.
  @inline(__always)
  func declaration(
    named name: Int32, from unit: SourceUnit, world: BuildConditions.Worlds, where accept: (Int32) -> Bool
  ) -> Int32? {
    log?.note(Lookup.fileScope, name)
    return symbols.topLevel(name, from: unit, world: world, where: accept)
  }

  /// What a type's own clauses of inheritance name.
  @inline(__always)
  func superTypes(of nominal: Int32) -> ArraySlice<SymbolTable.SuperType> {
    log?.note(nominal, Lookup.superTypes)
    return symbols.superTypes(of: nominal)
  }
}
