import Facts

/// How a place in a file uses a protocol that it names.
enum ProtocolUse {
  /// A type or an extension conforms to it; the global index of neither is known here, only the node.
  case conformance(holder: Int)
  /// It is extended.
  case `extension`
  /// A value of any conforming type is held or taken.
  case existential
  /// Something for which the protocol cannot be replaced by its conforming type without further thought: a constraint, a
  /// refinement, a metatype, a cast, an alias, a weak reference.
  case binding

  /// The use at a node that bears the protocol's name.
  init(of node: Int, in facts: FileFacts) {
    let tree = facts.tree
    switch tree[node].kind {
    case .namedType, .memberType: break
    default:
      self = .binding
      return
    }
    var child = node
    var isWhole = true
    while child > 0 {
      let around = Int(tree[child].parent)
      switch tree[around].kind {
      case .attributedType, .compositionType: break
      case .memberType:
        // `Module.Protocol` names the protocol by its last part; as the first part it is asked for a type of its own.
        self = .binding
        return
      case .inheritedType:
        self = isWhole ? Self.clause(of: Int(tree[around].parent), tree) : .existential
        return
      case .extendedType:
        self = isWhole ? .extension : .existential
        return
      case .someType where facts.strings[tree[around].name] == "any": isWhole = false
      case .genericParameter, .requirement, .someType, .metatype, .cast, .typeCheck, .isPattern, .typealiasDeclaration,
        .attribute, .suppressedType:
        self = .binding
        return
      case .anyType, .optionalType, .implicitlyUnwrappedType, .arrayType, .dictionaryType, .tupleType,
        .tupleTypeElement, .functionType, .namedType, .packType, .inlineArrayType:
        isWhole = false
      case .initializer where tree[Int(tree[around].parent)].kind == .typealiasDeclaration:
        self = .binding
        return
      case .typeAnnotation:
        self = Self.isHeldWeakly(around, facts) ? .binding : .existential
        return
      case .parameter, .returnType:
        self = .existential
        return
      default:
        self = .binding
        return
      }
      child = around
    }
    self = .binding
  }

  private static func clause(of holder: Int, _ tree: CompactTree) -> ProtocolUse {
    switch tree[holder].kind {
    case .classDeclaration, .structDeclaration, .enumDeclaration, .actorDeclaration, .extensionDeclaration:
      .conformance(holder: holder)
    default: .binding
    }
  }

  /// Whether the annotation is that of a `weak` or `unowned` variable.
  private static func isHeldWeakly(_ annotation: Int, _ facts: FileFacts) -> Bool {
    let variable = Int(facts.tree[Int(facts.tree[annotation].parent)].parent)
    return facts.tree.children(of: variable).contains { child in
      guard facts.tree[child].kind == .modifier else { return false }
      let name = facts.strings[facts.tree[child].name]
      return name == "weak" || name == "unowned"
    }
  }
}
