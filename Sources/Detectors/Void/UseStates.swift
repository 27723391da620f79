import Facts
import Graph
import Model

/// Tells for every declaration how it comes to be used: the roots, what goes with its type, and the candidates, which
/// are dead unless a living declaration names them. The rule's file lists who is what.
struct UseStates {
  private(set) var states: [UseState]

  private let graph: CodeGraph
  private let table: DeclarationTable
  private let natures: TypeNatures
  private let offered: OfferedModules

  init(_ graph: CodeGraph, _ tables: SharedTables) {
    self.graph = graph
    table = tables.declarations
    natures = tables.natures
    offered = tables.offered
    states = [UseState](repeating: .implicit, count: table.count)
    let isJudged = tables.isJudged
    let isCopied = tables.isCopied
    for (index, notes) in tables.notes.enumerated() {
      let isJudged = isJudged[index] && !isCopied[index] && self.isJudged(module: Int(graph.files[index].module))
      read(file: index, notes, isJudged: isJudged)
    }
  }

  private mutating func read(file index: Int, _ notes: FileNotes, isJudged: Bool) {
    let module = Int(graph.files[index].module)
    let first = Int(graph.files[index].firstDeclaration)
    let end = first + notes.facts.declarations.count
    guard isJudged else {
      for global in first..<end { states[global] = .root }
      return
    }
    let isOffered = module >= 0 && offered.isOffered[module]
    let path = graph.files[index].path
    let isMain = path == "main.swift" || path.hasSuffix("/main.swift") || notes.isScript
    for global in first..<end {
      guard table.isOwner(global), !table.traits[global].contains(.isLocal) else { continue }
      if isOffered, table.reach[global] >= .public, table.kinds[global] != .extension {
        states[global] = .root
      } else if isMain, table.parents[global] < 0, table.kinds[global] == .variable {
        states[global] = .root
      } else {
        let state = state(of: global)
        // At top level nothing else brings it to life. An extension of a foreign type is always there.
        states[global] = state == .implicit && table.containers[global] < 0 ? .root : state
      }
    }
  }

  private func isJudged(module: Int) -> Bool {
    guard module >= 0 else { return false }
    switch graph.layout.modules[module].kind {
    case .library, .executable, .test, .folder: return true
    case .macro, .plugin, .system, .binary: return false
    }
  }

  // MARK: One declaration

  private func state(of index: Int) -> UseState {
    let kind = table.kinds[index]
    switch kind {
    case .extension, .initializer, .deinitializer, .subscript, .associatedtype, .operator, .precedenceGroup, .macro:
      return .implicit
    default: break
    }
    let marks = table.marks[index]
    let attributes = marks.attributes
    if !attributes.isDisjoint(with: [.isUnavailable, .isVisibleToInlinable]) { return .root }
    if attributes.contains(.mayUse) {
      // A wrapper belongs to its variable; anything else may be found by a run time or a macro.
      return kind == .variable && table.parents[index] >= 0 ? .implicit : .root
    }
    let traits = table.traits[index]
    if traits.contains(.isDynamic) { return .root }
    if !traits.isDisjoint(with: [.isOverride, .isRequired, .isOptionalRequirement]) { return .implicit }
    if !marks.isDisjoint(with: [.isUnderscored, .isCalledByName]) { return .implicit }
    if kind.isNominalType { return stateOfType(index) }
    return marks.contains(.isWord) ? stateOfMember(index) : .implicit
  }

  private func stateOfType(_ index: Int) -> UseState {
    let nature = natures.nature(of: Int32(index))
    let marks = table.marks[index]
    // A macro may make code of a type inside the type, code that is there to be compiled or to register itself.
    if nature.contains(.isDiscovered) || marks.contains(.holdsMacros) { return .root }
    // What inherits from the unknown may be found by it: interface files, intents, tests. A private type is not.
    if nature.contains(.isOpen), table.reach[index] > .fileprivate, table.kinds[index] != .enum { return .root }
    // A macro on the type around it may ask for a type of its name.
    return marks.contains(.isWithinUsed) ? .implicit : .candidate
  }

  private func stateOfMember(_ index: Int) -> UseState {
    guard table.parents[index] >= 0 else { return .candidate }
    let marks = table.marks[index]
    let type = table.nominalOf[index]
    let isHidden = table.access[index] == .private && table.traits[index].contains(.hasExplicitAccess)
    if isTestMethod(index) { return .implicit }
    if !isHidden {
      // In an extension of a foreign type that conforms to something, all that it asks for may be here.
      if type < 0, marks.contains(.isInConformance) { return .implicit }
      if type >= 0, natures.nature(of: type).contains(.isOpen) || natures.isAsked(type, for: table.keys[index]) {
        return .implicit
      }
    }
    // Attributes such as `@objcMembers`, macros and dynamic look-up.
    if marks.contains(.isWithinUsed) { return .implicit }
    switch table.kinds[index] {
    case .enumCase:
      return type >= 0 && !natures.nature(of: type).contains(.hasOtherValues) ? .candidate : .implicit
    case .variable where table.traits[index].contains(.isStored):
      return isUsefulOnlyWhenRead(index) ? .candidate : .implicit
    default: return .candidate
    }
  }

  /// Whether it is a test that XCTest finds by its name, or one that a change of its name has put out of its sight:
  /// `xtestThat`, `disabled_testThat`. People keep these on purpose.
  private func isTestMethod(_ index: Int) -> Bool {
    let marks = table.marks[index]
    guard !marks.isDisjoint(with: [.isTest, .isParkedTest]) else { return false }
    let type = table.nominalOf[index]
    // A class of the same name as one that another target compiles too is not known where it is extended.
    guard type < 0 || table.kinds[Int(type)] == .class else { return false }
    if marks.contains(.isTest) { return type >= 0 || isOfTests(index) }
    return type >= 0 && natures.nature(of: type).contains(.isDiscovered)
  }

  private func isOfTests(_ index: Int) -> Bool {
    let module = Int(graph.files[Int(table.fileOf[index])].module)
    return module >= 0 && graph.layout.modules[module].kind == .test
  }

  /// Whether to hold the value is not itself the variable's purpose.
  private func isUsefulOnlyWhenRead(_ index: Int) -> Bool {
    let traits = table.traits[index]
    let type = table.nominalOf[index]
    if !traits.contains(.isStatic), type >= 0, natures.nature(of: type).contains(.isSynthesized) { return false }
    if !traits.isDisjoint(with: [.isStatic, .isLazy]) { return true }
    // Without a value it has to be given one by an initialiser that names it, or by one that the compiler writes.
    let isOptionalVariable = !traits.contains(.isConstant) && table.marks[index].contains(.isOptional)
    guard traits.contains(.hasInitialValue) || isOptionalVariable else { return false }
    return !table.marks[index].contains(.isHeldResource)
  }
}
