import Facts

/// What one file adds to its module's ``ModuleContents``.
struct DeclaredNames: Sendable {
  /// What is used without being named.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8
    static let extendsInterpolation = Traits(rawValue: 1 << 0)
    /// Has members that are used by other names than their own: `callAsFunction`, dynamic members and calls.
    static let isDynamic = Traits(rawValue: 1 << 1)
    /// Has enumerations whose `rawValue` and `allCases` the compiler makes.
    static let hasRawValues = Traits(rawValue: 1 << 2)
    /// A macro may declare more.
    static let isOpen = Traits(rawValue: 1 << 3)
  }

  /// A type in the inheritance clause of an extension: the names in it.
  struct Clause: Sendable {
    var extended: TextHash
    var inherited: [TextHash]
  }

  /// An initialiser or subscript in an extension.
  struct Added: Sendable {
    var extended: TextHash
    var label: TextHash
    var isInitializer: Bool
  }

  /// Each once.
  private(set) var names: [TextHash] = []
  private(set) var types: [TextHash] = []
  private(set) var protocols: [TextHash] = []
  private(set) var clauses: [Clause] = []
  private(set) var added: [Added] = []
  private(set) var traits: Traits = []

  init(_ facts: FileFacts) {
    addNames(facts)
    addExtensions(facts)
  }

  private mutating func addNames(_ facts: FileFacts) {
    // A name is looked at once however many declarations have it.
    var seen = [Bool](repeating: false, count: facts.strings.count)
    var named = [Bool](repeating: false, count: facts.strings.count)
    for declaration in facts.declarations where !declaration.traits.contains(.isLocal) {
      if declaration.traits.contains(.hasCustomAttribute) { traits.insert(.isOpen) }
      guard declaration.kind != .extension else { continue }
      if declaration.kind == .enum, facts.tree.firstChild(of: Int(declaration.node), .inheritedType) != nil {
        traits.insert(.hasRawValues)
      }
      let index = Int(declaration.name.index)
      let hash = facts.strings.hash(of: declaration.name)
      if !seen[index] {
        seen[index] = true
        names.append(hash)
        if Self.dynamicNames.contains(hash) { traits.insert(.isDynamic) }
        if hash == Self.interpolation { traits.insert(.extendsInterpolation) }
      }
      if declaration.kind == .subscript, Self.firstLabel(of: declaration, facts) == Self.dynamicMember {
        traits.insert(.isDynamic)
      }
      guard declaration.kind.isNominalType || declaration.kind == .typealias, !named[index] else { continue }
      named[index] = declaration.kind == .protocol
      types.append(hash)
      if declaration.kind == .protocol { protocols.append(hash) }
    }
    if facts.tree.nodes.contains(where: { $0.kind == .macroExpansionDeclaration }) { traits.insert(.isOpen) }
  }

  private static let dynamicNames: Set<TextHash> = [TextHash("callAsFunction"), TextHash("dynamicallyCall")]
  private static let interpolation = TextHash("appendInterpolation")
  private static let dynamicMember = TextHash("dynamicMember")

  private mutating func addExtensions(_ facts: FileFacts) {
    for declaration in facts.declarations where declaration.kind == .extension {
      let extended = Self.lastPart(of: declaration.name, facts)
      for child in facts.tree.children(of: Int(declaration.node)) where facts.tree[child].kind == .inheritedType {
        let inherited = (child + 1..<Int(facts.tree[child].end)).map { facts.strings.hash(of: facts.tree[$0].name) }
        clauses.append(Clause(extended: extended, inherited: inherited))
      }
    }
    for declaration in facts.declarations where declaration.parent >= 0 {
      guard declaration.kind == .initializer || declaration.kind == .subscript else { continue }
      let holder = facts.declarations[Int(declaration.parent)]
      guard holder.kind == .extension else { continue }
      added.append(
        Added(
          extended: Self.lastPart(of: holder.name, facts), label: Self.firstLabel(of: declaration, facts),
          isInitializer: declaration.kind == .initializer))
    }
  }

  private static func lastPart(of name: StringID, _ facts: FileFacts) -> TextHash {
    facts.strings.withBytes(of: name) { bytes in
      guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return TextHash(bytes) }
      return TextHash(UnsafeBufferPointer(rebasing: bytes[(dot + 1)...]))
    }
  }

  /// `format` of `init(format:_:)`, `_` where the first parameter has no label, empty where there is none.
  private static func firstLabel(of declaration: DeclarationFact, _ facts: FileFacts) -> TextHash {
    guard let parameter = facts.tree.firstChild(of: Int(declaration.node), .parameter) else { return .none }
    let name = facts.tree[parameter].name
    return name.isEmpty ? .unlabeled : facts.strings.hash(of: name)
  }
}
