/// A type as the resolver knows it: an index in one ``TypeArena``. Equal structures have equal indices.
struct TypeID: Hashable, Sendable {
  let index: Int32

  /// Nothing is known.
  static let unknown = TypeID(index: 0)

  @inline(__always) var isKnown: Bool { index != 0 }
}

/// The shapes of types.
enum TypeKind: UInt8 {
  case unknown
  /// A nominal type; head: its declaration; children: generic arguments, those of enclosing types first, or none where
  /// they are not known.
  case nominal
  /// A generic parameter; head: its number in ``GenericParameters``.
  case parameter
  /// A member type of a type that is not concrete, `T.Element`; head: the name; child: the base.
  case dependent
  /// Head: number of elements; children: the elements, then their labels (0 for none) as bare numbers.
  case tuple
  /// Head: flags; children: the parameters, then the result.
  case function
  /// The type of a type; child: that type.
  case metatype
  /// Protocols joined by `&`, or `Any` without children.
  case composition
}

/// Stores types so that equal ones are stored once.
///
/// A class because it grows while it is lent: each worker owns one, and types never cross from one to another.
final class TypeArena {
  private(set) var kinds: [TypeKind] = [.unknown]
  private(set) var heads: [Int32] = [0]
  private var starts: [Int32] = [0]
  private var counts: [Int32] = [0]
  private var hasParameters: [Bool] = [false]
  private var hasUnknown: [Bool] = [true]
  private var hashes: [UInt32] = [0]
  private var children: [Int32] = []
  private var slots: [Int32]
  private var mask: Int

  init() {
    slots = [Int32](repeating: 0, count: 4096)
    mask = slots.count - 1
  }

  var any: TypeID { intern(.composition, 0, []) }
  var void: TypeID { intern(.tuple, 0, []) }

  @inline(__always)
  func kind(_ type: TypeID) -> TypeKind { kinds[Int(type.index)] }

  @inline(__always)
  func head(_ type: TypeID) -> Int32 { heads[Int(type.index)] }

  @inline(__always)
  func childCount(_ type: TypeID) -> Int { Int(counts[Int(type.index)]) }

  @inline(__always)
  func child(_ type: TypeID, _ position: Int) -> TypeID {
    TypeID(index: children[Int(starts[Int(type.index)]) + position])
  }

  /// Whether a generic parameter stands anywhere in it.
  @inline(__always)
  func isDependent(_ type: TypeID) -> Bool { hasParameters[Int(type.index)] }

  /// Whether something in it is not known.
  @inline(__always)
  func isIncomplete(_ type: TypeID) -> Bool { hasUnknown[Int(type.index)] }

  /// The declaration of a nominal type; -1 for any other.
  @inline(__always)
  func nominal(_ type: TypeID) -> Int32 { kinds[Int(type.index)] == .nominal ? heads[Int(type.index)] : -1 }

  func childList(_ type: TypeID) -> [TypeID] { (0..<childCount(type)).map { child(type, $0) } }

  /// The children, each replaced.
  @inline(__always)
  func mapChildren(_ type: TypeID, _ transform: (TypeID) -> TypeID) -> [TypeID] {
    let count = childCount(type)
    var result: [TypeID] = []
    result.reserveCapacity(count)
    for position in 0..<count { result.append(transform(child(type, position))) }
    return result
  }

  // MARK: Making

  func nominal(_ declaration: Int32, _ arguments: [TypeID] = []) -> TypeID {
    declaration < 0 ? .unknown : intern(.nominal, declaration, arguments)
  }

  func parameter(_ number: Int32) -> TypeID { intern(.parameter, number, []) }

  func dependent(_ base: TypeID, _ name: Int32) -> TypeID {
    base.isKnown ? intern(.dependent, name, [base]) : .unknown
  }

  func metatype(_ type: TypeID) -> TypeID { type.isKnown ? intern(.metatype, 0, [type]) : .unknown }

  func function(_ parameters: [TypeID], _ result: TypeID) -> TypeID {
    intern(.function, 0, parameters + [result])
  }

  func tuple(_ elements: [TypeID], labels: [Int32]) -> TypeID {
    if elements.count == 1 { return elements[0] }
    return intern(.tuple, Int32(elements.count), elements + labels.map { TypeID(index: $0) })
  }

  func composition(_ parts: [TypeID]) -> TypeID {
    parts.count == 1 ? parts[0] : intern(.composition, 0, parts)
  }

  /// The result of a function type.
  func result(_ function: TypeID) -> TypeID { child(function, childCount(function) - 1) }

  /// How many parameters a function type has.
  func parameterCount(_ function: TypeID) -> Int { childCount(function) - 1 }

  /// How many elements a tuple type has.
  func elementCount(_ tuple: TypeID) -> Int { Int(head(tuple)) }

  func label(_ tuple: TypeID, _ position: Int) -> Int32 { child(tuple, elementCount(tuple) + position).index }

  func intern(_ kind: TypeKind, _ head: Int32, _ parts: [TypeID]) -> TypeID {
    var hash = UInt64(kind.rawValue) &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(UInt32(bitPattern: head))
    for part in parts {
      hash = (hash ^ UInt64(UInt32(bitPattern: part.index))) &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 32
    }
    hash = hash &* 0xc4ce_b9fe_1a85_ec53
    let short = UInt32(truncatingIfNeeded: hash >> 24)
    var slot = Int(short) & mask
    while slots[slot] != 0 {
      let candidate = Int(slots[slot])
      if hashes[candidate] == short, matches(candidate, kind, head, parts) { return TypeID(index: Int32(candidate)) }
      slot = (slot + 1) & mask
    }
    return append(kind, head, parts, hash: short, slot: slot)
  }

  private func matches(_ candidate: Int, _ kind: TypeKind, _ head: Int32, _ parts: [TypeID]) -> Bool {
    guard kinds[candidate] == kind, heads[candidate] == head, Int(counts[candidate]) == parts.count else {
      return false
    }
    let start = Int(starts[candidate])
    for position in 0..<parts.count where children[start + position] != parts[position].index { return false }
    return true
  }

  private func append(_ kind: TypeKind, _ head: Int32, _ parts: [TypeID], hash: UInt32, slot: Int) -> TypeID {
    let id = Int32(kinds.count)
    var dependent = kind == .parameter || kind == .dependent
    let typeCount = kind == .tuple ? Int(head) : parts.count
    var incomplete = false
    for position in 0..<typeCount {
      if hasParameters[Int(parts[position].index)] { dependent = true }
      if hasUnknown[Int(parts[position].index)] { incomplete = true }
    }
    kinds.append(kind)
    heads.append(head)
    starts.append(Int32(children.count))
    counts.append(Int32(parts.count))
    hasParameters.append(dependent)
    hasUnknown.append(incomplete)
    hashes.append(hash)
    for part in parts { children.append(part.index) }
    slots[slot] = id
    if kinds.count * 2 > slots.count { grow() }
    return TypeID(index: id)
  }

  private func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    for id in 1..<kinds.count {
      var slot = Int(hashes[id]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(id)
    }
  }
}
