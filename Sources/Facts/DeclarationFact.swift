/// What a declaration is.
package enum DeclarationKind: UInt8, Sendable, CaseIterable {
  case `class`
  case `struct`
  case `enum`
  case `protocol`
  case actor
  case `extension`
  case function
  case initializer
  case deinitializer
  case `subscript`
  /// A variable or constant: global, member or local.
  case variable
  case enumCase
  case `typealias`
  case `associatedtype`
  case `operator`
  case precedenceGroup
  case macro

  /// Whether it introduces a type of its own.
  package var isNominalType: Bool {
    switch self {
    case .class, .struct, .enum, .protocol, .actor: true
    default: false
    }
  }

  /// Whether it can hold members.
  package var holdsMembers: Bool { isNominalType || self == .extension }

  package var isCallable: Bool {
    switch self {
    case .function, .initializer, .subscript, .enumCase, .macro: true
    default: false
    }
  }

  /// The engineering word for reports and rows.
  package var word: String {
    switch self {
    case .class: "class"
    case .struct: "struct"
    case .enum: "enum"
    case .protocol: "protocol"
    case .actor: "actor"
    case .extension: "extension"
    case .function: "function"
    case .initializer: "initializer"
    case .deinitializer: "deinitializer"
    case .subscript: "subscript"
    case .variable: "variable"
    case .enumCase: "enum case"
    case .typealias: "type alias"
    case .associatedtype: "associated type"
    case .operator: "operator"
    case .precedenceGroup: "precedence group"
    case .macro: "macro"
    }
  }
}

/// Access as written at the declaration, or as a surrounding extension's modifier gives it.
package enum AccessLevel: UInt8, Sendable, Comparable {
  case `private`
  case `fileprivate`
  case `internal`
  case package
  case `public`
  case open

  package static func < (left: AccessLevel, right: AccessLevel) -> Bool { left.rawValue < right.rawValue }
}

/// Properties of a declaration, several at a time.
package struct DeclarationTraits: OptionSet, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// `static`, or `class` before a member.
  package static let isStatic = DeclarationTraits(rawValue: 1 << 0)
  package static let isFinal = DeclarationTraits(rawValue: 1 << 1)
  package static let isOverride = DeclarationTraits(rawValue: 1 << 2)
  package static let isMutating = DeclarationTraits(rawValue: 1 << 3)
  package static let isLazy = DeclarationTraits(rawValue: 1 << 4)
  package static let isWeakOrUnowned = DeclarationTraits(rawValue: 1 << 5)
  package static let isRequired = DeclarationTraits(rawValue: 1 << 6)
  package static let isConvenience = DeclarationTraits(rawValue: 1 << 7)
  package static let isIndirect = DeclarationTraits(rawValue: 1 << 8)
  package static let isAsync = DeclarationTraits(rawValue: 1 << 9)
  package static let isThrowing = DeclarationTraits(rawValue: 1 << 10)
  package static let isRethrowing = DeclarationTraits(rawValue: 1 << 11)
  /// `let`.
  package static let isConstant = DeclarationTraits(rawValue: 1 << 12)
  /// A variable with storage: no getter of its own (observers do not count).
  package static let isStored = DeclarationTraits(rawValue: 1 << 13)
  package static let hasInitialValue = DeclarationTraits(rawValue: 1 << 14)
  package static let hasBody = DeclarationTraits(rawValue: 1 << 15)
  /// A stored property of type `T!`.
  package static let isImplicitlyUnwrapped = DeclarationTraits(rawValue: 1 << 16)
  /// Stands inside a function body, a closure or an accessor.
  package static let isLocal = DeclarationTraits(rawValue: 1 << 17)
  /// A member that a protocol declares.
  package static let isRequirement = DeclarationTraits(rawValue: 1 << 18)
  package static let hasDocComment = DeclarationTraits(rawValue: 1 << 19)
  /// Access is written at the declaration itself.
  package static let hasExplicitAccess = DeclarationTraits(rawValue: 1 << 20)
  /// `init?` or `init!`.
  package static let isFailable = DeclarationTraits(rawValue: 1 << 21)
  package static let isNonisolated = DeclarationTraits(rawValue: 1 << 22)
  package static let isDynamic = DeclarationTraits(rawValue: 1 << 23)
  package static let isOptionalRequirement = DeclarationTraits(rawValue: 1 << 24)
  /// A setter or observers are written.
  package static let hasSetter = DeclarationTraits(rawValue: 1 << 25)
  package static let hasObservers = DeclarationTraits(rawValue: 1 << 26)
  /// Carries at least one attribute that is not known to the language: a macro, a property wrapper or a result builder.
  package static let hasCustomAttribute = DeclarationTraits(rawValue: 1 << 27)
}

/// One declaration of a file. Its signature, attributes and body are read from the tree under ``node``.
package struct DeclarationFact: Sendable, Equatable {
  package var kind: DeclarationKind
  /// Effective access as far as this file tells: a member of an extension takes the extension's written access, a
  /// requirement its protocol's, a case its enum's; otherwise `internal` where nothing is written.
  package var access: AccessLevel
  /// Access of the setter, as in `private(set)`; equals ``access`` where nothing is written.
  package var setterAccess: AccessLevel
  package var traits: DeclarationTraits
  /// Base name without labels and backticks: `move`, `init`, `subscript`, `+`. For an extension, the extended type as
  /// written without generic arguments: `Outer.Inner`.
  package var name: StringID
  /// Name with labels, `move(from:to:)`; equals ``name`` where there are no parameters by kind.
  package var fullName: StringID
  /// Index of the enclosing declaration in ``FileFacts/declarations``, -1 at top level.
  package var parent: Int32
  /// Index of the node in the tree. For a variable its `binding`'s identifier pattern's `binding` (or the pattern
  /// itself where a tuple declares several), for an enum case the `enumCaseElement`.
  package var node: UInt32
  /// Index of the node that carries attributes and modifiers: the `variableDeclaration`, the `enumCaseDeclaration`,
  /// else equal to ``node``.
  package var outerNode: UInt32
  /// Index of the name's token.
  package var nameToken: UInt32
  /// Index into ``FileFacts/bodies``, -1 without a body.
  package var body: Int32
  /// Index into ``FileFacts/conditions`` of the innermost `#if` clause around it, -1 for none.
  package var condition: Int32
  /// Number of parameters, and of those that a caller has to fill (neither defaulted nor variadic).
  package var parameterCount: UInt16
  package var requiredParameterCount: UInt16

  package init(
    kind: DeclarationKind, access: AccessLevel, setterAccess: AccessLevel, traits: DeclarationTraits, name: StringID,
    fullName: StringID, parent: Int32, node: UInt32, outerNode: UInt32, nameToken: UInt32, body: Int32,
    condition: Int32, parameterCount: UInt16, requiredParameterCount: UInt16
  ) {
    self.kind = kind
    self.access = access
    self.setterAccess = setterAccess
    self.traits = traits
    self.name = name
    self.fullName = fullName
    self.parent = parent
    self.node = node
    self.outerNode = outerNode
    self.nameToken = nameToken
    self.body = body
    self.condition = condition
    self.parameterCount = parameterCount
    self.requiredParameterCount = requiredParameterCount
  }
}

extension DeclarationKind {
  /// Written out because what the compiler makes is a call across modules, and analyses compare kinds by the million. A
  /// kind is one byte, its place among the cases.
  @inlinable
  package static func == (left: DeclarationKind, right: DeclarationKind) -> Bool {
    unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
  }
}
