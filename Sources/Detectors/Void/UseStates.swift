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

  /// Members that the language, a run time or a tool calls by name.
  private static let languageNames = keys([
    "wrappedValue", "projectedValue", "callAsFunction", "dynamicallyCall", "appendInterpolation", "appendLiteral",
    "main", "unownedExecutor", "buildBlock", "buildExpression", "buildOptional", "buildEither", "buildArray",
    "buildFinalResult", "buildLimitedAvailability", "buildPartialBlock", "CodingKeys", "benchmarks", "allTests",
    "previews", "customMirror", "dynamicMember", "projectValue", "isIsolatingCurrentContext", "subscript",
  ])

  private static func keys(_ names: [StaticString]) -> Set<NameKey> {
    Set(names.map { name in name.withUTF8Buffer { NameKey($0) } })
  }

  init(_ graph: CodeGraph, _ tables: SharedTables) {
    self.graph = graph
    table = tables.declarations
    natures = tables.natures
    offered = tables.offered
    states = [UseState](repeating: .implicit, count: table.count)
    let copies = Self.copies(in: graph)
    let isJudged = tables.isJudged
    for index in graph.files.indices {
      let isJudged = isJudged[index] && !copies.contains(graph.files[index].blob)
      read(file: index, isJudged: isJudged && self.isJudged(module: Int(graph.files[index].module)))
    }
  }

  /// Texts that several files have: a file that several modules compile, through symbolic links or as copies. Each copy
  /// alone looks as if nobody used what the others use.
  static func copies(in graph: CodeGraph) -> Set<BlobID> {
    var seen: Set<BlobID> = []
    var copies: Set<BlobID> = []
    for file in graph.files where !seen.insert(file.blob).inserted { copies.insert(file.blob) }
    return copies
  }

  private mutating func read(file index: Int, isJudged: Bool) {
    let file = graph.files[index]
    let first = Int(file.firstDeclaration)
    let isOffered = file.module >= 0 && offered.isOffered[Int(file.module)]
    let isMain = Self.isScript(file)
    for (local, declaration) in file.facts.declarations.enumerated() {
      let global = first + local
      guard isJudged else {
        states[global] = .root
        continue
      }
      guard table.isOwner(global), !declaration.traits.contains(.isLocal) else { continue }
      if isOffered, table.reach[global] >= .public, declaration.kind != .extension {
        states[global] = .root
      } else if isMain, declaration.parent < 0, declaration.kind == .variable {
        states[global] = .root
      } else {
        let state = state(of: global, declaration, file.facts)
        // At top level nothing else brings it to life. An extension of a foreign type is always there.
        states[global] = state == .implicit && table.containers[global] < 0 ? .root : state
      }
    }
  }

  /// Whether the file runs from top to bottom, so that the values of its globals are made for what that does.
  private static func isScript(_ file: CodeGraph.File) -> Bool {
    if file.path == "main.swift" || file.path.hasSuffix("/main.swift") { return true }
    return file.facts.tree.children(of: 0).contains { node in
      switch file.facts.tree[node].kind {
      case .importDeclaration, .classDeclaration, .structDeclaration, .enumDeclaration, .protocolDeclaration,
        .actorDeclaration, .extensionDeclaration, .functionDeclaration, .variableDeclaration, .typealiasDeclaration,
        .operatorDeclaration, .precedenceGroupDeclaration, .macroDeclaration, .macroExpansionDeclaration, .ifConfig,
        .unexpected:
        false
      default: true
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

  private func state(of index: Int, _ declaration: DeclarationFact, _ facts: FileFacts) -> UseState {
    switch declaration.kind {
    case .extension, .initializer, .deinitializer, .subscript, .associatedtype, .operator, .precedenceGroup, .macro:
      return .implicit
    default: break
    }
    let attributes = WrittenAttributes(of: Int(declaration.outerNode), in: facts)
    if !attributes.isDisjoint(with: [.isUnavailable, .isVisibleToInlinable]) { return .root }
    if attributes.contains(.mayUse) {
      // A wrapper belongs to its variable; anything else may be found by a run time or a macro.
      return declaration.kind == .variable && declaration.parent >= 0 ? .implicit : .root
    }
    if declaration.traits.contains(.isDynamic) { return .root }
    if !declaration.traits.isDisjoint(with: [.isOverride, .isRequired, .isOptionalRequirement]) { return .implicit }
    let isUnderscored = facts.strings.withBytes(of: declaration.name) { $0.first == UInt8(ascii: "_") }
    if isUnderscored || Self.languageNames.contains(table.keys[index]) { return .implicit }
    if declaration.kind.isNominalType { return stateOfType(index, declaration, facts) }
    guard Self.isIdentifier(declaration.name, facts) else { return .implicit }
    return stateOfMember(index, declaration, facts)
  }

  private func stateOfType(_ index: Int, _ declaration: DeclarationFact, _ facts: FileFacts) -> UseState {
    let nature = natures.nature(of: Int32(index))
    if nature.contains(.isDiscovered) || holdsMacros(index, declaration, facts) { return .root }
    // What inherits from the unknown may be found by it: interface files, intents, tests. A private type is not.
    if nature.contains(.isOpen), table.reach[index] > .fileprivate, declaration.kind != .enum { return .root }
    // A macro on the type around it may ask for a type of its name.
    if hasUsingAttributes(around: declaration, facts) { return .implicit }
    return .candidate
  }

  /// Whether a macro may make code of a type inside the type, code that is there to be compiled or to register itself.
  private func holdsMacros(_ index: Int, _ declaration: DeclarationFact, _ facts: FileFacts) -> Bool {
    let end = Int(facts.tree[Int(declaration.node)].end)
    var local = index - Int(graph.files[Int(table.fileOf[index])].firstDeclaration) + 1
    while local < facts.declarations.count, Int(facts.declarations[local].node) < end {
      let inner = facts.declarations[local]
      if inner.kind.isNominalType, inner.traits.contains(.hasCustomAttribute) { return true }
      local += 1
    }
    return false
  }

  private func stateOfMember(_ index: Int, _ declaration: DeclarationFact, _ facts: FileFacts) -> UseState {
    guard declaration.parent >= 0 else { return .candidate }
    let type = table.nominalOf[index]
    let isHidden = declaration.access == .private && declaration.traits.contains(.hasExplicitAccess)
    if isTestMethod(index, declaration, facts) { return .implicit }
    if !isHidden {
      // In an extension of a foreign type that conforms to something, all that it asks for may be here.
      let parent = facts.declarations[Int(declaration.parent)]
      if type < 0, parent.kind == .extension, facts.tree.firstChild(of: Int(parent.node), .inheritedType) != nil {
        return .implicit
      }
      if type >= 0, natures.nature(of: type).contains(.isOpen) || natures.isAsked(type, for: table.keys[index]) {
        return .implicit
      }
    }
    if hasUsingAttributes(around: declaration, facts) { return .implicit }
    switch declaration.kind {
    case .enumCase:
      return type >= 0 && !natures.nature(of: type).contains(.hasOtherValues) ? .candidate : .implicit
    case .variable where declaration.traits.contains(.isStored):
      return isUsefulOnlyWhenRead(index, declaration, facts) ? .candidate : .implicit
    default: return .candidate
    }
  }

  /// Whether it is a test that XCTest finds by its name, or one that a change of its name has put out of its sight:
  /// `xtestThat`, `disabled_testThat`. People keep these on purpose.
  private func isTestMethod(_ index: Int, _ declaration: DeclarationFact, _ facts: FileFacts) -> Bool {
    guard declaration.kind == .function else { return false }
    let type = table.nominalOf[index]
    // A class of the same name as one that another target compiles too is not known where it is extended.
    let mayBeTestCase = type < 0 || table.kinds[Int(type)] == .class
    guard mayBeTestCase else { return false }
    return facts.strings.withBytes(of: declaration.name) { name in
      if name.starts(with: "test".utf8) { return type >= 0 || isOfTests(index) }
      guard declaration.parameterCount == 0, type >= 0, natures.nature(of: type).contains(.isDiscovered) else {
        return false
      }
      return Self.parkedTests.contains { name.starts(with: $0.utf8) }
    }
  }

  private static let parkedTests = [
    "xtest", "xTest", "x_test", "_test", "notest", "noTest", "skipTest", "skiptest", "skip_test", "disabledTest",
    "disabled_test", "disabledtest", "DISABLED_test", "ignoreTest", "ignore_test", "todoTest", "todo_test",
  ]

  private func isOfTests(_ index: Int) -> Bool {
    let module = Int(graph.files[Int(table.fileOf[index])].module)
    return module >= 0 && graph.layout.modules[module].kind == .test
  }

  /// Whether a type around it has an attribute that may use its members: `@objcMembers`, a macro, dynamic look-up.
  private func hasUsingAttributes(around declaration: DeclarationFact, _ facts: FileFacts) -> Bool {
    var current = Int(declaration.parent)
    while current >= 0 {
      let outer = facts.declarations[current]
      if !WrittenAttributes(of: Int(outer.outerNode), in: facts).isDisjoint(with: [.mayUse, .isUnavailable]) {
        return true
      }
      current = Int(outer.parent)
    }
    return false
  }

  /// Whether to hold the value is not itself the variable's purpose.
  private func isUsefulOnlyWhenRead(_ index: Int, _ declaration: DeclarationFact, _ facts: FileFacts) -> Bool {
    let isStatic = declaration.traits.contains(.isStatic)
    let type = table.nominalOf[index]
    if !isStatic, type >= 0, natures.nature(of: type).contains(.isSynthesized) { return false }
    if isStatic || declaration.traits.contains(.isLazy) { return true }
    // Without a value it has to be given one by an initialiser that names it, or by one that the compiler writes.
    let isOptionalVariable =
      !declaration.traits.contains(.isConstant) && Self.hasOptionalType(Int(declaration.node), facts)
    guard declaration.traits.contains(.hasInitialValue) || isOptionalVariable else { return false }
    return !HeldResources.isNamed(in: Int(declaration.node), facts)
  }

  private static func hasOptionalType(_ binding: Int, _ facts: FileFacts) -> Bool {
    guard let annotation = facts.tree.firstChild(of: binding, .typeAnnotation),
      let type = facts.tree.firstChild(of: annotation)
    else { return false }
    return facts.tree[type].kind == .optionalType || facts.tree[type].kind == .implicitlyUnwrappedType
  }

  private static func isIdentifier(_ name: StringID, _ facts: FileFacts) -> Bool {
    facts.strings.withBytes(of: name) { $0.first.map { MarkerScanner.isWordByte($0) } ?? false }
  }
}
