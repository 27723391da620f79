/// The modifiers and attributes written at one declaration.
struct WrittenModifiers {
  var access: AccessLevel?
  var setterAccess: AccessLevel?
  var traits: DeclarationTraits = []
  /// Names of the attributes, in order.
  var attributes: [String] = []

  /// Reads the leading `attribute` and `modifier` children of `node`.
  init(tree: CompactTree, strings: StringTable, node: Int) {
    for child in tree.children(of: node) {
      switch tree[child].kind {
      case .attribute:
        let name = strings[tree[child].name]
        attributes.append(name)
        if !KnownAttributes.contains(name) { traits.insert(.hasCustomAttribute) }
      case .modifier: add(strings[tree[child].name], detail: tree.firstChild(of: child, .modifierDetail) != nil)
      case .ifConfig: continue
      default: return
      }
    }
  }

  private mutating func add(_ name: String, detail: Bool) {
    switch name {
    case "private": set(.private, isSetter: detail)
    case "fileprivate": set(.fileprivate, isSetter: detail)
    case "internal": set(.internal, isSetter: detail)
    case "package": set(.package, isSetter: detail)
    case "public": set(.public, isSetter: detail)
    case "open": set(.open, isSetter: detail)
    case "static", "class": traits.insert(.isStatic)
    case "final": traits.insert(.isFinal)
    case "override": traits.insert(.isOverride)
    case "mutating", "consuming", "borrowing": if name == "mutating" { traits.insert(.isMutating) }
    case "lazy": traits.insert(.isLazy)
    case "weak", "unowned": traits.insert(.isWeakOrUnowned)
    case "required": traits.insert(.isRequired)
    case "convenience": traits.insert(.isConvenience)
    case "indirect": traits.insert(.isIndirect)
    case "nonisolated": traits.insert(.isNonisolated)
    case "dynamic": traits.insert(.isDynamic)
    case "optional": traits.insert(.isOptionalRequirement)
    default: break
    }
  }

  private mutating func set(_ level: AccessLevel, isSetter: Bool) {
    if isSetter {
      setterAccess = level
    } else {
      access = level
      traits.insert(.hasExplicitAccess)
    }
  }
}
