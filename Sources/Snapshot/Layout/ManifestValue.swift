/// What an expression of a package manifest stands for, as far as it can be known without running it.
///
/// A condition that only the machine knows (an environment variable, `#if os`) makes several values possible at once:
/// arrays are then united, with elements that may be absent, everything else becomes ``alternatives``.
enum ManifestValue: Hashable {
  /// Not understood; the offsets of the expression in the manifest.
  case unknown(start: Int, end: Int)
  /// `nil`, or nothing at all.
  case absent
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array(ManifestList)
  case record(ManifestRecord)
  /// One of these, and nobody can say which.
  case alternatives(ManifestList)
  /// The name of a type, its last component.
  case type(String)
  /// A place in the evaluator's table of closures.
  case closure(Int)
  /// The name of a function declared in the manifest.
  case function(String)

  /// The number of values in it, itself included, at most ``maximumWeight``.
  ///
  /// Equality and hashing cost this much, also where parts are shared, so that an upper limit on it keeps a small
  /// manifest that doubles its values again and again from taking for ever.
  var weight: Int {
    switch self {
    case .array(let list), .alternatives(let list): list.weight
    case .record(let record): record.weight
    case .unknown, .absent, .boolean, .integer, .string, .type, .closure, .function: 1
    }
  }

  static let maximumWeight = 1_000_000

  /// The array of `elements`.
  static func array(of elements: [ManifestValue]) -> ManifestValue { .array(ManifestList(elements)) }

  /// Every value it may be: itself, or its alternatives.
  var possibilities: [ManifestValue] {
    if case .alternatives(let list) = self { return list.elements }
    return [self]
  }

  /// Whether its value is not wholly known.
  var isUnknown: Bool {
    if case .unknown = self { return true }
    return false
  }
}

/// Values in a row, with their weight.
struct ManifestList: Hashable {
  let elements: [ManifestValue]
  let weight: Int

  init(_ elements: [ManifestValue]) {
    self.elements = elements
    weight = min(ManifestValue.maximumWeight, elements.reduce(1) { $0 + $1.weight })
  }
}

/// A value with named parts: a call such as `.target(name: "A")` or `Package(…)`, an enumeration's case (no parts), a
/// tuple, or a value of a structure that the manifest declares.
struct ManifestRecord: Hashable {
  struct Field: Hashable {
    /// The argument's label; its position in decimal digits where it has none.
    let label: String
    let value: ManifestValue
  }

  /// The type's name where the source names it, its last component; empty for an implicit member.
  let type: String
  /// The function or case; `init` for an initialiser, empty for a tuple.
  let name: String
  let fields: [Field]
  let weight: Int

  init(type: String = "", name: String, fields: [Field] = []) {
    self.type = type
    self.name = name
    self.fields = fields
    weight = min(ManifestValue.maximumWeight, fields.reduce(1) { $0 + $1.value.weight })
  }

  subscript(label: String) -> ManifestValue? { fields.first { $0.label == label }?.value }

  /// A copy with one part set, added at the end where it was not there.
  func setting(_ label: String, to value: ManifestValue) -> ManifestRecord {
    var changed = fields
    if let index = changed.firstIndex(where: { $0.label == label }) {
      changed[index] = Field(label: label, value: value)
    } else {
      changed.append(Field(label: label, value: value))
    }
    return ManifestRecord(type: type, name: name, fields: changed)
  }
}

extension ManifestValue {
  /// The value that is either of the two: arrays are united in order, records of the same package are united part by
  /// part, other differing values become alternatives.
  static func either(_ first: ManifestValue, _ second: ManifestValue) -> ManifestValue {
    if first == second { return first }
    switch (first, second) {
    case (.array(let left), .array(let right)): return .array(of: union(left.elements, right.elements))
    case (.array, .absent): return first
    case (.absent, .array): return second
    case (.array(let left), .unknown): return .array(of: union(left.elements, [second]))
    case (.unknown, .array(let right)): return .array(of: union([first], right.elements))
    case (.record(let left), .record(let right)) where left.type == "Package" && right.type == "Package":
      return .record(either(left, right))
    default:
      var seen: Set<ManifestValue> = []
      return .alternatives(
        ManifestList((first.possibilities + second.possibilities).filter { seen.insert($0).inserted }))
    }
  }

  private static func either(_ first: ManifestRecord, _ second: ManifestRecord) -> ManifestRecord {
    var merged = first
    for field in second.fields {
      merged = merged.setting(field.label, to: first[field.label].map { either($0, field.value) } ?? field.value)
    }
    return merged
  }

  /// The elements of both arrays in order; one that only one of them has may be absent.
  private static func union(_ first: [ManifestValue], _ second: [ManifestValue]) -> [ManifestValue] {
    let inFirst = Set(first.map(\.certain))
    let inSecond = Set(second.map(\.certain))
    return first.map { inSecond.contains($0.certain) ? $0 : $0.optional }
      + second.filter { !inFirst.contains($0.certain) }.map(\.optional)
  }

  /// The value without the possibility that it is absent.
  var certain: ManifestValue {
    guard case .alternatives(let list) = self, list.elements.contains(.absent) else { return self }
    let present = list.elements.filter { $0 != .absent }
    return present.count == 1 ? present[0] : .alternatives(ManifestList(present))
  }

  /// The value, which may be absent.
  private var optional: ManifestValue {
    let all = possibilities
    return all.contains(.absent) ? self : .alternatives(ManifestList(all + [.absent]))
  }
}
