/// The names that the stream used last, each once, the latest first.
struct RecentNames {
  static let count = 8

  private(set) var names: [UInt32] = []

  init() { names.reserveCapacity(Self.count) }

  mutating func clear() { names.removeAll(keepingCapacity: true) }

  @inline(__always)
  mutating func touch(_ name: UInt32) {
    var place = 0
    while place < names.count, names[place] != name { place &+= 1 }
    if place == names.count {
      if names.count < Self.count { names.append(name) } else { place = Self.count - 1 }
    }
    while place > 0 {
      names[place] = names[place &- 1]
      place &-= 1
    }
    names[0] = name
  }
}
