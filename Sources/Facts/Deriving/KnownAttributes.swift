/// The attributes that the language and its platforms define; every other one is a macro, a property wrapper, a result
/// builder or a global actor.
///
/// Source: The Swift Programming Language, Attributes, and the underscored ones of the compiler's documentation.
package enum KnownAttributes {
  private static let names: Set<String> = [
    "abi", "attached", "available", "backDeployed", "autoclosure", "concurrent", "convention", "discardableResult",
    "dynamicCallable", "dynamicMemberLookup", "escaping", "export", "extensible", "freestanding", "frozen",
    "GKInspectable", "globalActor", "IBAction", "IBDesignable", "IBInspectable", "IBOutlet", "IBSegueAction",
    "implementation",
    "inlinable", "inline", "isolated", "lifetime", "main", "MainActor", "nonobjc", "noDerivative", "NSApplicationMain",
    "NSCopying", "NSManaged", "objc", "objcMembers", "preconcurrency", "propertyWrapper",
    "requires_stored_property_inits",
    "resultBuilder", "retroactive", "safe", "Sendable", "section", "specialized", "storageRestrictions", "Suite", "Tag",
    "Test", "testable", "transpose", "derivative", "differentiable", "UIApplicationMain", "unchecked", "unknown",
    "unsafe", "unsafe_no_objc_tagged_pointer", "usableFromInline", "used", "warn_unqualified_access",
  ]

  /// Whether the attribute is the language's own. Names with a leading underscore are.
  package static func contains(_ name: String) -> Bool { name.utf8.first == UInt8(ascii: "_") || names.contains(name) }
}
