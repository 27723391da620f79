/// The extensions of one module, those of one type under the same conditions joined, in the order of their first.
struct SignatureExtensions {
  private struct Joined {
    var conformances: [String] = []
    var members: [String] = []
  }

  /// `extension Type` and the conditions, apart.
  private var heads: [(type: String, conditions: String)] = []
  private var positions: [String: Int] = [:]
  private var joined: [Joined] = []

  mutating func add(type: String, conditions: String, conformances: [String], members: [String]) {
    guard !conformances.isEmpty || !members.isEmpty else { return }
    let position = positions[type + conditions] ?? heads.count
    if position == heads.count {
      positions[type + conditions] = position
      heads.append((type, conditions))
      joined.append(Joined())
    }
    for conformance in conformances where !joined[position].conformances.contains(conformance) {
      joined[position].conformances.append(conformance)
    }
    let known = Set(joined[position].members)
    joined[position].members += members.filter { !known.contains($0) }
  }

  /// Every extension as source.
  var lines: [String] {
    zip(heads, joined).map { head, body in
      "extension \(head.type)" + (body.conformances.isEmpty ? "" : ": " + body.conformances.joined(separator: ", "))
        + head.conditions + " {\n" + body.members.map { $0 + "\n" }.joined() + "}"
    }
  }
}
