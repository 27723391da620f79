import Facts
import Graph

/// What a module declares, as far as an import may be there for it: its names, and what is used without naming it.
struct ModuleContents: Sendable {
  /// An initialiser by the type that has it and its first label; an empty type stands for any.
  struct Initializer: Hashable, Sendable {
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
  /// Has enumerations whose `rawValue` and `allCases` the compiler makes.
  private(set) var hasRawValues = false
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
    // A name is looked at once however many declarations have it.
    var seen = [Bool](repeating: false, count: facts.strings.count)
    var named = [Bool](repeating: false, count: facts.strings.count)
    for declaration in facts.declarations where !declaration.traits.contains(.isLocal) {
      if declaration.traits.contains(.hasCustomAttribute) { isOpen = true }
      guard declaration.kind != .extension else { continue }
      if declaration.kind == .enum, facts.tree.firstChild(of: Int(declaration.node), .inheritedType) != nil {
        hasRawValues = true
      }
      let index = Int(declaration.name.index)
      if !seen[index] {
        seen[index] = true
        let name = facts.strings[declaration.name]
        names.insert(name)
        if name == "callAsFunction" || name == "dynamicallyCall" { isDynamic = true }
        if name == "appendInterpolation" { extendsInterpolation = true }
      }
      if declaration.kind == .subscript, Self.firstLabel(of: declaration, facts) == "dynamicMember" { isDynamic = true }
      guard declaration.kind.isNominalType || declaration.kind == .typealias, !named[index] else { continue }
      named[index] = declaration.kind == .protocol
      types.insert(facts.strings[declaration.name])
      if declaration.kind == .protocol { protocols.insert(facts.strings[declaration.name]) }
    }
    if facts.tree.nodes.contains(where: { $0.kind == .macroExpansionDeclaration }) { isOpen = true }
  }

  private mutating func addExtensions(_ facts: FileFacts) {
    for declaration in facts.declarations where declaration.kind == .extension && !hasForeignConformance {
      guard !types.contains(Self.lastPart(of: facts.strings[declaration.name])) else { continue }
      for child in facts.tree.children(of: Int(declaration.node)) where facts.tree[child].kind == .inheritedType {
        let isOwn = (child + 1..<Int(facts.tree[child].end)).contains {
          types.contains(facts.strings[facts.tree[$0].name])
        }
        if !isOwn { hasForeignConformance = true }
      }
    }
    for declaration in facts.declarations where declaration.parent >= 0 {
      guard declaration.kind == .initializer || declaration.kind == .subscript else { continue }
      let holder = facts.declarations[Int(declaration.parent)]
      guard holder.kind == .extension else { continue }
      let type = Self.lastPart(of: facts.strings[holder.name])
      let isOfProtocol = protocols.contains(type)
      guard isOfProtocol || !types.contains(type) else { continue }
      let label = Self.firstLabel(of: declaration, facts)
      if declaration.kind == .initializer {
        initializers.insert(Initializer(type: isOfProtocol ? "" : type, label: label))
      } else {
        // A subscript's parameter has a label only where two names are written, which not all facts tell.
        subscripts.formUnion([label, "_"])
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
