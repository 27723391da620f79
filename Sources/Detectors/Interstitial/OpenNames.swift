import Facts

/// What a file names without its being certain what is meant: names that the linker left open or guessed at, and places
/// where something is used that has no name there.
struct OpenNames: Sendable {
  private(set) var names: Set<TextHash> = []
  /// Operators that were not found to be functions of the repository.
  private(set) var operators: Set<TextHash> = []
  /// Calls of initialisers that were not found, an empty type where it is not written.
  private(set) var initializers: Set<ModuleContents.Initializer> = []
  /// First labels of subscripts that were not found.
  private(set) var subscripts: Set<TextHash> = []
  private(set) var interpolates = false
  /// Names `rawValue` or `allCases`, which the compiler makes in the module of the enumeration.
  private(set) var usesRawValues = false
  /// Asks for the Objective-C run time, which comes with Foundation.
  private(set) var usesObjectiveC = false
  /// A macro that is not the library's writes code here, with names that nobody sees.
  private(set) var isOpaque = false

  /// Whether everything that is named is known.
  var isSettled: Bool { names.isEmpty && initializers.isEmpty && subscripts.isEmpty && !usesObjectiveC }

  private let facts: FileFacts
  /// What the linker made of each node.
  private var found: [NodeLink.Finding] = []
  /// Names that the file binds itself: parameters, variables, generic parameters.
  private var bound: [Bool] = []

  private static let rawValueNames: Set<TextHash> = [TextHash("rawValue"), TextHash("allCases")]
  private static let languageNames = Set(
    [
      "self", "Self", "super", "Type", "Protocol", "init", "error", "newValue", "oldValue", "_", "some", "any",
    ].map { TextHash($0) })
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

  /// `links` are all that the linker says of the file's nodes; `isDeclared` tells whether a module of the library has a
  /// name.
  init(_ facts: FileFacts, links: [NodeLink], isDeclared: (_ library: Int32, _ name: TextHash) -> Bool) {
    self.facts = facts
    found = Array(repeating: [], count: facts.tree.nodes.count)
    bound = Array(repeating: false, count: facts.strings.count)
    for link in links { add(link, isDeclared) }
    bindNames()
    readTree()
    for declaration in facts.declarations where declaration.traits.contains(.isOverride) {
      if !found[Int(declaration.node)].contains(.known) { names.insert(facts.strings.hash(of: declaration.name)) }
    }
    found = []
    bound = []
  }

  private mutating func add(_ link: NodeLink, _ isDeclared: (Int32, TextHash) -> Bool) {
    let node = Int(link.node)
    var finding = link.finding
    if link.library >= 0, !isDeclared(link.library, facts.strings.hash(of: facts.tree[node].name)) {
      finding.remove(.called)
      finding.insert(.doubtful)
    }
    found[node].formUnion(finding)
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
      if Self.rawValueNames.contains(facts.strings.hash(of: node.name)) { usesRawValues = true }
      addName(node, at: index, mayBeBound: false)
    case .binaryOperator, .prefixOperator, .postfixOperator:
      if !found[index].contains(.known) { operators.insert(facts.strings.hash(of: node.name)) }
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
    let name = facts.strings.hash(of: node.name)
    // A name is looked at once however often it stands there.
    guard !names.contains(name), !Self.languageNames.contains(name), Self.canBeDeclared(node.name, facts) else {
      return
    }
    names.insert(name)
  }

  /// Whether the name begins neither with `$` nor with a number.
  private static func canBeDeclared(_ name: StringID, _ facts: FileFacts) -> Bool {
    let first = facts.strings.withBytes(of: name) { $0.first ?? 0 }
    switch first {
    case UInt8(ascii: "$"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0: return false
    case 0x80...: return facts.strings[name].first?.isNumber == false
    default: return true
    }
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
        let base = node.flags.contains(.hasBase) ? facts.strings.hash(of: facts.tree[callee + 1].name) : .none
        initializers.insert(ModuleContents.Initializer(type: base, label: label))
      } else if name.first?.isUppercase == true || name.first == "_" {
        initializers.insert(ModuleContents.Initializer(type: TextHash(name), label: label))
      }
    case .typeExpression, .arrayLiteral, .dictionaryLiteral, .optionalChain:
      initializers.insert(ModuleContents.Initializer(type: .none, label: label))
    default: break
    }
  }

  /// The label of the first argument, `_` for none, empty where there is no argument.
  private func firstLabel(of call: Int) -> TextHash {
    var isCallee = true
    for child in facts.tree.children(of: call) {
      if !isCallee, facts.tree[child].kind == .argument {
        return facts.tree[child].name.isEmpty ? .unlabeled : facts.strings.hash(of: facts.tree[child].name)
      }
      isCallee = false
    }
    return .none
  }
}
