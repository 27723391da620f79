import Rules

/// Finds the overload whose labels are most like those of a call, for messages such as "did you mean …?".
enum NearestOverload {
  /// The full name (`move(from:to:)`) that `written` most likely means, the first of equally likely ones; nil for none.
  ///
  /// Labels are compared in order. Parameters that the call leaves out cost little, they may have defaults; labels that
  /// are misspelt cost more, arguments that no parameter takes most.
  static func nearest(to written: String, among overloads: [String]) -> String? {
    let labels = self.labels(of: written)
    var best: (cost: Int, name: String)?
    for overload in overloads {
      let cost = cost(of: labels, against: self.labels(of: overload))
      if best.map({ cost < $0.cost }) ?? true { best = (cost, overload) }
    }
    return best?.name
  }

  private static func labels(of name: String) -> [Substring] {
    guard let open = name.firstIndex(of: "("), name.last == ")" else { return [] }
    return name[name.index(after: open)...].dropLast().split(separator: ":")
  }

  /// The least cost of an alignment, as for an edit distance. O(n·m).
  private static func cost(of written: [Substring], against declared: [Substring]) -> Int {
    var row = (0...declared.count).map { $0 }
    for label in written {
      var next = [row[0] + 12]
      for (position, parameter) in declared.enumerated() {
        next.append(
          min(row[position] + replacing(label, by: parameter), next[position] + 1, row[position + 1] + 12))
      }
      row = next
    }
    return row[declared.count]
  }

  private static func replacing(_ written: Substring, by declared: Substring) -> Int {
    if written == declared { return 0 }
    if written == "_" || declared == "_" { return 4 }
    return NearestName.nearest(to: String(written), among: [String(declared)]) == nil ? 8 : 3
  }
}
