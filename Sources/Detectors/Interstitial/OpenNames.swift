import Facts
import Graph

/// What a file names without its being certain what is meant: names that the linker left open or guessed at, and places
/// where something is used that has no name there.
struct OpenNames {
  private(set) var names: Set<String> = []
  /// Operators that were not found to be functions of the repository.
  private(set) var operators: Set<String> = []
  /// Calls of initialisers that were not found, an empty type where it is not written.
  private(set) var initializers: Set<ModuleContents.Initializer> = []
  /// First labels of subscripts that were not found.
  private(set) var subscripts: Set<String> = []
  private(set) var interpolates = false
  /// Names `rawValue` or `allCases`, which the compiler makes in the module of the enumeration.
  private(set) var usesRawValues = false
  /// Asks for the Objective-C run time, which comes with Foundation.
  private(set) var usesObjectiveC = false
  /// A macro that is not the library's writes code here, with names that nobody sees.
  private(set) var isOpaque = false

  /// Whether everything that is named is known.
  var isSettled: Bool { names.isEmpty && initializers.isEmpty && subscripts.isEmpty && !usesObjectiveC }

  private let graph: CodeGraph
  private let facts: FileFacts
  /// What the linker made of each node.
  private var found: [Finding]
  /// Names that the file binds itself: parameters, variables, generic parameters.
  private var bound: [Bool]

  private struct Finding: OptionSet {
    var rawValue: UInt8
    /// There is a record of the node.
    static let known = Finding(rawValue: 1)
    /// The record is a guess, or says that nothing was found.
    static let doubtful = Finding(rawValue: 2)
    /// What is called there is known.
    static let called = Finding(rawValue: 4)
    /// A macro of the repository.
    static let macro = Finding(rawValue: 8)
  }

  private static let trusted: UInt8 = 90
  private static let languageNames: Set<String> = [
    "self", "Self", "super", "Type", "Protocol", "init", "error", "newValue", "oldValue", "_", "some", "any",
  ]
  private static let languageMacros: Set<String> = [
    "file", "fileID", "filePath", "line", "column", "function", "dsohandle", "isolation", "externalMacro", "warning",
    "error", "colorLiteral", "imageLiteral", "fileLiteral",
  ]
  /// Attributes of the language whose arguments name types and functions.
  private static let namingTypes: Set<String> = [
    "attached", "freestanding", "derivative", "transpose", "specialized", "_specialize", "_implements",
  ]
  private static let objectiveC: Set<String> = [
    "objc", "objcMembers", "nonobjc", "NSManaged", "NSCopying", "IBAction", "IBOutlet", "IBInspectable", "IBDesignable",
    "IBSegueAction", "GKInspectable",
  ]

  /// `references` and `unresolved` are the file's; `isDeclared` tells whether a module of the library has a name.
  init(
    file: Int, of graph: CodeGraph, references: Range<Int>, unresolved: Range<Int>,
    isDeclared: (_ library: Int32, _ name: String) -> Bool
  ) {
    self.graph = graph
    facts = graph.files[file].facts
    found = Array(repeating: [], count: facts.tree.nodes.count)
    bound = Array(repeating: false, count: facts.strings.count)
    for index in references { add(graph.references[index]) }
    for index in unresolved { add(graph.unresolvedReferences[index], isDeclared) }
    bindNames()
    readTree()
    for declaration in facts.declarations where declaration.traits.contains(.isOverride) {
      if !found[Int(declaration.node)].contains(.known) { names.insert(facts.strings[declaration.name]) }
    }
  }

  // MARK: What the linker says

  private mutating func add(_ reference: Reference) {
    let node = Int(reference.node)
    found[node].insert(.known)
    if reference.confidence < Self.trusted { found[node].insert(.doubtful) }
    if reference.role == .call { found[node].insert(.called) }
    if graph.declaration(Int(reference.target)).kind == .macro { found[node].insert(.macro) }
  }

  private mutating func add(_ item: UnresolvedReference, _ isDeclared: (Int32, String) -> Bool) {
    let node = Int(item.node)
    found[node].insert(.known)
    guard item.reason == .external, item.base >= 0, isDeclared(item.base, facts.strings[facts.tree[node].name]) else {
      return found[node].formUnion(.doubtful)
    }
    if item.role == .call { found[node].insert(.called) }
  }

  // MARK: What the file says

  private mutating func bindNames() {
    for declaration in facts.declarations { bound[Int(declaration.name.index)] = true }
    for node in facts.tree.nodes {
      switch node.kind {
      case .parameter, .secondName, .genericParameter, .capture, .identifierPattern, .binding, .labeledStatement:
        bound[Int(node.name.index)] = true
      default: continue
      }
    }
  }

  private mutating func readTree() {
    var index = 1
    while index < facts.tree.nodes.count { index = readNode(index) }
  }

  /// Looks at one node and gives the next one to look at.
  private mutating func readNode(_ index: Int) -> Int {
    let node = facts.tree[index]
    switch node.kind {
    case .importDeclaration, .ifConfigCondition, .availabilityCondition: return Int(node.end)
    case .attribute: return readAttribute(index)
    case .reference, .namedType: addName(node, at: index, mayBeBound: true)
    case .member, .keyPathComponent, .memberType:
      let name = facts.strings[node.name]
      if name == "rawValue" || name == "allCases" { usesRawValues = true }
      addName(node, at: index, mayBeBound: false)
    case .binaryOperator, .prefixOperator, .postfixOperator:
      if !found[index].contains(.known) { operators.insert(facts.strings[node.name]) }
    case .macroExpansion, .macroExpansionDeclaration: readMacro(index)
    case .subscriptCall:
      if !found[index].contains(.known) { subscripts.insert(firstLabel(of: index)) }
    case .call: readCall(index)
    case .interpolation: interpolates = true
    default: break
    }
    return index + 1
  }

  private mutating func addName(_ node: Node, at index: Int, mayBeBound: Bool) {
    guard found[index].contains(.doubtful) || !found[index].contains(.known) else { return }
    guard !node.name.isEmpty else { return }
    if mayBeBound, !found[index].contains(.known), bound[Int(node.name.index)] { return }
    let name = facts.strings[node.name]
    guard !Self.languageNames.contains(name), name.first != "$", name.first?.isNumber == false else { return }
    names.insert(name)
  }

  private mutating func readAttribute(_ index: Int) -> Int {
    let node = facts.tree[index]
    let name = facts.strings[node.name]
    if Self.objectiveC.contains(name) { usesObjectiveC = true }
    if Self.namingTypes.contains(name) { return index + 2 }
    if KnownAttributes.contains(name), name != "Test", name != "Suite", name != "Tag" { return Int(node.end) }
    guard let type = facts.tree.firstChild(of: index) else { return Int(node.end) }
    if found[type].contains(.macro) || !found[type].contains(.known) || found[type].contains(.doubtful) {
      isOpaque = true
    }
    return index + 1
  }

  private mutating func readMacro(_ index: Int) {
    let name = facts.strings[facts.tree[index].name]
    if name == "selector" || name == "keyPath" {
      usesObjectiveC = true
    } else if !Self.languageMacros.contains(name),
      !found[index].isSuperset(of: .known)
        || !found[index].isDisjoint(with: [.macro, .doubtful])
    {
      isOpaque = true
    }
  }

  /// Notes a call that may make a value by an initialiser which was not found.
  private mutating func readCall(_ index: Int) {
    guard var callee = facts.tree.firstChild(of: index) else { return }
    while facts.tree[callee].kind == .specialization, let inner = facts.tree.firstChild(of: callee) { callee = inner }
    guard !found[callee].contains(.called) else { return }
    let node = facts.tree[callee]
    let label = firstLabel(of: index)
    switch node.kind {
    case .reference, .member:
      let name = facts.strings[node.name]
      if name == "init" {
        let base = node.flags.contains(.hasBase) ? facts.strings[facts.tree[callee + 1].name] : ""
        initializers.insert(ModuleContents.Initializer(type: base, label: label))
      } else if name.first?.isUppercase == true || name.first == "_" {
        initializers.insert(ModuleContents.Initializer(type: name, label: label))
      }
    case .typeExpression, .arrayLiteral, .dictionaryLiteral, .optionalChain:
      initializers.insert(ModuleContents.Initializer(type: "", label: label))
    default: break
    }
  }

  /// The label of the first argument, `_` for none, empty where there is no argument.
  private func firstLabel(of call: Int) -> String {
    var isCallee = true
    for child in facts.tree.children(of: call) {
      if !isCallee, facts.tree[child].kind == .argument {
        return facts.tree[child].name.isEmpty ? "_" : facts.strings[facts.tree[child].name]
      }
      isCallee = false
    }
    return ""
  }
}
