import Facts

/// What rules ask of one declaration and its file alone answers, read once a file.
struct DeclarationMarks: OptionSet, Sendable {
  let rawValue: UInt32

  /// The lowest bits are those of the declaration's own ``WrittenAttributes``.
  private static let attributeBits: UInt32 = 0xff

  /// It or a declaration around it has attributes that ``WrittenAttributes`` tells of.
  static let isAttributed = DeclarationMarks(rawValue: 1 << 8)
  /// A declaration around it has an attribute that may use its members, or tells callers off.
  static let isWithinUsed = DeclarationMarks(rawValue: 1 << 9)
  /// Its name begins with an underscore.
  static let isUnderscored = DeclarationMarks(rawValue: 1 << 10)
  /// Its name is one that the language, a run time or a tool calls members by.
  static let isCalledByName = DeclarationMarks(rawValue: 1 << 11)
  /// Its name begins as a word does, not as an operator.
  static let isWord = DeclarationMarks(rawValue: 1 << 12)
  /// A function whose name begins with `test`.
  static let isTest = DeclarationMarks(rawValue: 1 << 13)
  /// A function without parameters whose name says that it is a test that is not to run.
  static let isParkedTest = DeclarationMarks(rawValue: 1 << 14)
  /// A variable, see ``HeldResources``.
  static let isHeldResource = DeclarationMarks(rawValue: 1 << 15)
  /// A variable whose type is written as optional.
  static let isOptional = DeclarationMarks(rawValue: 1 << 16)
  /// A type inside of which a macro may make code of another.
  static let holdsMacros = DeclarationMarks(rawValue: 1 << 17)
  /// It stands in an extension that inherits from something.
  static let isInConformance = DeclarationMarks(rawValue: 1 << 18)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  var attributes: WrittenAttributes { WrittenAttributes(rawValue: UInt8(rawValue & Self.attributeBits)) }

  /// The marks of a file's declarations, in their order.
  static func all(in facts: FileFacts) -> [DeclarationMarks] {
    var marks: [DeclarationMarks] = []
    marks.reserveCapacity(facts.declarations.count)
    for (index, declaration) in facts.declarations.enumerated() {
      let attributes = WrittenAttributes(of: Int(declaration.outerNode), in: facts)
      var own = DeclarationMarks(rawValue: UInt32(attributes.rawValue))
      if !attributes.isEmpty { own.insert(.isAttributed) }
      if declaration.parent >= 0 {
        // A declaration stands after the one around it.
        let outer = marks[Int(declaration.parent)]
        if outer.contains(.isAttributed) { own.insert(.isAttributed) }
        let isUsed = !outer.attributes.isDisjoint(with: [.mayUse, .isUnavailable])
        if isUsed || outer.contains(.isWithinUsed) { own.insert(.isWithinUsed) }
      }
      own.addName(declaration, facts)
      own.addKind(declaration, at: index, facts)
      marks.append(own)
    }
    return marks
  }

  private mutating func addName(_ declaration: DeclarationFact, _ facts: FileFacts) {
    let isFunction = declaration.kind == .function
    facts.strings.withBytes(of: declaration.name) { name in
      if name.first == UInt8(ascii: "_") { insert(.isUnderscored) }
      if let first = name.first, MarkerScanner.isWordByte(first) { insert(.isWord) }
      if Self.languageNames.contains(NameKey(name)) { insert(.isCalledByName) }
      guard isFunction else { return }
      if name.starts(with: "test".utf8) { insert(.isTest) }
      if declaration.parameterCount == 0, Self.parkedTests.contains(where: { name.starts(with: $0.utf8) }) {
        insert(.isParkedTest)
      }
    }
  }

  private mutating func addKind(_ declaration: DeclarationFact, at index: Int, _ facts: FileFacts) {
    if declaration.kind == .variable {
      if HeldResources.isNamed(in: Int(declaration.node), facts) { insert(.isHeldResource) }
      if Self.hasOptionalType(Int(declaration.node), facts) { insert(.isOptional) }
    }
    if declaration.kind.isNominalType, Self.holdsMacros(index, declaration, facts) { insert(.holdsMacros) }
    guard declaration.parent >= 0 else { return }
    let parent = facts.declarations[Int(declaration.parent)]
    if parent.kind == .extension, facts.tree.firstChild(of: Int(parent.node), .inheritedType) != nil {
      insert(.isInConformance)
    }
  }

  private static func hasOptionalType(_ binding: Int, _ facts: FileFacts) -> Bool {
    guard let annotation = facts.tree.firstChild(of: binding, .typeAnnotation),
      let type = facts.tree.firstChild(of: annotation)
    else { return false }
    return facts.tree[type].kind == .optionalType || facts.tree[type].kind == .implicitlyUnwrappedType
  }

  private static func holdsMacros(_ index: Int, _ declaration: DeclarationFact, _ facts: FileFacts) -> Bool {
    let end = Int(facts.tree[Int(declaration.node)].end)
    var local = index + 1
    while local < facts.declarations.count, Int(facts.declarations[local].node) < end {
      let inner = facts.declarations[local]
      if inner.kind.isNominalType, inner.traits.contains(.hasCustomAttribute) { return true }
      local += 1
    }
    return false
  }

  /// Members that the language, a run time or a tool calls by name.
  private static let languageNames = Set(
    [
      "wrappedValue", "projectedValue", "callAsFunction", "dynamicallyCall", "appendInterpolation", "appendLiteral",
      "main", "unownedExecutor", "buildBlock", "buildExpression", "buildOptional", "buildEither", "buildArray",
      "buildFinalResult", "buildLimitedAvailability", "buildPartialBlock", "CodingKeys", "benchmarks", "allTests",
      "previews", "customMirror", "dynamicMember", "projectValue", "isIsolatingCurrentContext", "subscript",
    ].map { (name: StaticString) in name.withUTF8Buffer { NameKey($0) } })

  private static let parkedTests = [
    "xtest", "xTest", "x_test", "_test", "notest", "noTest", "skipTest", "skiptest", "skip_test", "disabledTest",
    "disabled_test", "disabledtest", "DISABLED_test", "ignoreTest", "ignore_test", "todoTest", "todo_test",
  ]
}
