import Facts

/// What the attributes of a declaration say about who may use it.
struct WrittenAttributes: OptionSet {
  let rawValue: UInt8

  /// One that may give a run time, a macro or a wrapper a way to the declaration, or makes one of it.
  static let mayUse = WrittenAttributes(rawValue: 1 << 0)
  /// Callers are told off, so that there may be none.
  static let isUnavailable = WrittenAttributes(rawValue: 1 << 1)
  /// Its body is a part of its interface.
  static let isInlinable = WrittenAttributes(rawValue: 1 << 2)
  /// The language calls members of the type by name: property wrappers, result builders, dynamic look-up.
  static let isCalledByName = WrittenAttributes(rawValue: 1 << 3)

  /// A part of the module's binary interface although it is not public.
  static let isVisibleToInlinable = WrittenAttributes(rawValue: 1 << 4)

  /// Meant for other packages that ask for it by name (`@_spi`), which asks for public access.
  static let isOfferedByName = WrittenAttributes(rawValue: 1 << 5)

  /// Attributes that give nobody else a way to a declaration.
  private static let harmless: Set<String> = [
    "available", "autoclosure", "concurrent", "discardableResult", "escaping", "frozen", "inline", "MainActor",
    "noDerivative", "nonobjc", "preconcurrency", "Sendable", "unchecked", "warn_unqualified_access",
    "_disfavoredOverload", "_spi", "_unsafeInheritExecutor", "_inheritActorContext", "_optimize", "_specialize",
    "_semantics", "_effects", "_implementationOnly", "_noLocks", "_noAllocation",
  ]
  private static let inlinable: Set<String> = [
    "inlinable", "usableFromInline", "_alwaysEmitIntoClient", "_transparent", "backDeployed",
  ]
  private static let calledByName: Set<String> = [
    "propertyWrapper", "resultBuilder", "dynamicMemberLookup", "dynamicCallable", "globalActor",
  ]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Reads the attributes that lead the node, those in a leading `#if` included: they are taken to be of any kind.
  init(of node: Int, in facts: FileFacts) {
    self = []
    for child in facts.tree.children(of: node) {
      switch facts.tree[child].kind {
      case .modifier: continue
      case .ifConfig where facts.tree[child].firstToken == facts.tree[node].firstToken: insert(.mayUse)
      case .attribute: add(child, facts)
      default: return
      }
    }
  }

  private mutating func add(_ attribute: Int, _ facts: FileFacts) {
    let name = facts.strings[facts.tree[attribute].name]
    if Self.inlinable.contains(name) {
      insert(.isInlinable)
      if name == "usableFromInline" { insert(.isVisibleToInlinable) }
    } else if Self.calledByName.contains(name) {
      insert(.isCalledByName)
    } else if !Self.harmless.contains(name), !name.hasSuffix("Builder") {
      insert(.mayUse)
    }
    if name == "_spi" { insert(.isOfferedByName) }
    guard name == "available" else { return }
    for token in Int(facts.tree[attribute].firstToken)..<Int(facts.tree[attribute].endToken) {
      let isOutdated = facts.strings.withBytes(of: facts.tokens.texts[token]) { bytes in
        Self.outdated.contains { $0.withUTF8Buffer { $0.elementsEqual(bytes) } }
      }
      if isOutdated { insert(.isUnavailable) }
    }
  }

  private static let outdated: [StaticString] = ["unavailable", "deprecated", "obsoleted"]
}
