/// A symbol as one record names it.
package struct IndexSymbol: Sendable, Equatable {
  /// What it is. Kinds that Swift code cannot name are `other`.
  package enum Kind: Sendable, Equatable {
    case module
    case macro
    case `enum`
    case `struct`
    case `class`
    case `protocol`
    case `extension`
    case `typealias`
    case function
    case variable
    case enumConstant
    case method
    case property
    case constructor
    case destructor
    case parameter
    case other(UInt32)

    init(rawValue: UInt32) {
      switch rawValue {
      case 1: self = .module
      case 4: self = .macro
      case 5: self = .enum
      case 6: self = .struct
      case 7: self = .class
      case 8: self = .protocol
      case 9: self = .extension
      case 11: self = .typealias
      case 12: self = .function
      case 13: self = .variable
      case 15: self = .enumConstant
      case 16, 17, 18: self = .method
      case 14, 19, 20, 21: self = .property
      case 22: self = .constructor
      case 23: self = .destructor
      case 25: self = .parameter
      default: self = .other(rawValue)
      }
    }
  }

  /// What the kind does not tell, in the index's own numbering.
  package struct Subkind: RawRepresentable, Sendable, Hashable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let genericTypeParameter = Subkind(rawValue: 1013)
    package static let `subscript` = Subkind(rawValue: 1011)

    /// A getter, a setter, an observer or another accessor.
    package var isAccessor: Bool {
      switch rawValue {
      case 3, 4, 1000...1003, 1014...1017: true
      default: false
      }
    }
  }

  /// Further properties, bits of the index's own numbering.
  package struct Properties: OptionSet, Sendable, Hashable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }

  }

  /// The unified symbol resolution: equal for equal declarations over all modules.
  package var usr: String
  /// With labels, `move(from:to:)`; for an accessor `getter:name`.
  package var name: String
  package var kind: Kind
  package var subkind: Subkind
  package var properties: Properties

  package init(usr: String, name: String, kind: Kind, subkind: Subkind, properties: Properties) {
    self.usr = usr
    self.name = name
    self.kind = kind
    self.subkind = subkind
    self.properties = properties
  }

  /// The name up to its labels, without the prefix of an accessor: what stands in the source.
  package var baseName: Substring {
    var text = name[...]
    if subkind.isAccessor, let colon = text.firstIndex(of: ":"), colon != text.startIndex {
      text = text[text.index(after: colon)...]
    }
    guard let parenthesis = text.dropFirst().firstIndex(of: "(") else { return text }
    return text[..<parenthesis]
  }
}
