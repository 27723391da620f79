import Facts
import Graph

/// What a module declares, as far as an import may be there for it: its names, and what is used without naming it.
struct ModuleContents {
  /// An initialiser by the type that has it and its first label; an empty type stands for any.
  struct Initializer: Hashable {
    var type: String
    var label: String
  }

  private(set) var names: Set<String> = []
  /// Initialisers and first labels of subscripts that it adds to types of other modules.
  private(set) var initializers: Set<Initializer> = []
  private(set) var subscripts: Set<String> = []
  private(set) var extendsInterpolation = false
  /// Has members that are used by other names than their own: `callAsFunction`, dynamic members and calls.
  private(set) var isDynamic = false
  /// Makes a type of another module conform to a protocol of another module.
  private(set) var hasForeignConformance = false
  /// A macro may declare more.
  private(set) var isOpen = false

  private var types: Set<String> = []
  private var protocols: Set<String> = []

  init(of parts: [FileFacts]) {
    for facts in parts { addNames(facts) }
    for facts in parts { addExtensions(facts) }
  }

  private mutating func addNames(_ facts: FileFacts) {
    for declaration in facts.declarations where !declaration.traits.contains(.isLocal) {
      if declaration.traits.contains(.hasCustomAttribute) { isOpen = true }
      guard declaration.kind != .extension else { continue }
      let name = facts.strings[declaration.name]
      names.insert(name)
      if declaration.kind.isNominalType || declaration.kind == .typealias { types.insert(name) }
      if declaration.kind == .protocol { protocols.insert(name) }
      switch name {
      case "callAsFunction", "dynamicallyCall": isDynamic = true
      case "subscript": if Self.firstLabel(of: declaration, facts) == "dynamicMember" { isDynamic = true }
      case "appendInterpolation": extendsInterpolation = true
      default: break
      }
    }
    if facts.tree.nodes.contains(where: { $0.kind == .macroExpansionDeclaration }) { isOpen = true }
  }

  private mutating func addExtensions(_ facts: FileFacts) {
    for declaration in facts.declarations where declaration.kind == .extension {
      let type = Self.lastPart(of: facts.strings[declaration.name])
      guard !types.contains(type) else { continue }
      for child in facts.tree.children(of: Int(declaration.node)) where facts.tree[child].kind == .inheritedType {
        let names = (child + 1..<Int(facts.tree[child].end)).map { facts.strings[facts.tree[$0].name] }
        if !names.contains(where: types.contains) { hasForeignConformance = true }
      }
    }
    for declaration in facts.declarations where declaration.parent >= 0 {
      let holder = facts.declarations[Int(declaration.parent)]
      guard holder.kind == .extension else { continue }
      let type = Self.lastPart(of: facts.strings[holder.name])
      let isOfProtocol = protocols.contains(type)
      guard isOfProtocol || !types.contains(type) else { continue }
      let label = Self.firstLabel(of: declaration, facts)
      switch declaration.kind {
      case .initializer: initializers.insert(Initializer(type: isOfProtocol ? "" : type, label: label))
      // A subscript's parameter has a label only where two names are written, which not all facts tell.
      case .subscript: subscripts.formUnion([label, "_"])
      default: continue
      }
    }
  }

  private static func lastPart(of name: String) -> String {
    name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
  }

  /// `format` of `init(format:_:)`, `_` where the first parameter has no label, empty where there is none.
  private static func firstLabel(of declaration: DeclarationFact, _ facts: FileFacts) -> String {
    guard let parameter = facts.tree.firstChild(of: Int(declaration.node), .parameter) else { return "" }
    let name = facts.tree[parameter].name
    return name.isEmpty ? "_" : facts.strings[name]
  }
}
