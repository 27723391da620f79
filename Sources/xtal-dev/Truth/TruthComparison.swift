import Facts
import Graph

/// Compares the resolver's references with the index's, use by use: a pure function of its input.
struct TruthComparison {
  /// One use by its place and target, with what both sides say of it.
  private struct Pair {
    var ours: TruthUse?
    var index: TruthUse?
  }

  private struct Key: Hashable, Comparable {
    var place: TruthPlace
    var target: Int32

    static func < (left: Key, right: Key) -> Bool {
      (left.place, left.target) < (right.place, right.target)
    }
  }

  private let input: TruthInput
  private let examples: Int
  private var pairs: [Key: Pair] = [:]
  /// All keys, sorted.
  private var keys: [Key] = []
  private var report = TruthReport()

  /// `examples` is the number of examples in each class of differences.
  static func compare(_ input: TruthInput, examples: Int) -> TruthReport {
    var comparison = TruthComparison(input, examples: examples)
    comparison.run()
    return comparison.report
  }

  private init(_ input: TruthInput, examples: Int) {
    self.input = input
    self.examples = examples
  }

  private mutating func run() {
    pairUp()
    report.levels = [declarationLevel(), typeLevel(), fileLevel(), moduleLevel()]
    report.roles = rows(by: { TruthComparison.role($0, self.input).word })
    report.kinds = rows(by: { self.input.declarations[Int($0.target)].kind.word })
    report.confidences = confidences()
    report.witnesses = witnesses()
    report.apart = apart()
    report.problems = problems()
  }

  /// The role that both sides are counted under: a type that is named is a type, however it is used.
  static func role(_ use: TruthUse, _ input: TruthInput) -> ReferenceRole {
    switch use.role {
    case .read, .write, .call, .type:
      let kind = input.declarations[Int(use.target)].kind
      if kind.isNominalType || kind == .typealias || kind == .associatedtype { return .type }
      return use.role == .type ? .read : use.role
    default: return use.role
    }
  }

  // MARK: Pairing

  private mutating func pairUp() {
    for use in input.index {
      let key = Key(place: use.place, target: use.target)
      // A written use outweighs an implicit one at the same place.
      if let earlier = pairs[key]?.index, earlier.apart == nil || use.apart != nil { continue }
      pairs[key, default: Pair()].index = use
    }
    for use in input.ours {
      let key = Key(place: use.place, target: use.target)
      if let earlier = pairs[key]?.ours, earlier.confidence >= use.confidence { continue }
      pairs[key, default: Pair()].ours = use
    }
    keys = pairs.keys.sorted()
  }

  /// Where a pair is counted: nil in the main figures, else apart.
  private func apartOf(_ pair: Pair) -> TruthApart? {
    if let index = pair.index { return index.apart }
    return pair.ours?.apart
  }

  // MARK: Levels

  private func declarationLevel() -> TruthReport.Row {
    var row = TruthReport.Row(name: "declarations")
    for key in keys { count(key, in: &row) }
    return row
  }

  private func count(_ key: Key, in row: inout TruthReport.Row) {
    guard let pair = pairs[key], apartOf(pair) == nil else { return }
    if pair.ours != nil { row.ours += 1 }
    if pair.index != nil { row.index += 1 }
    if pair.ours != nil, pair.index != nil {
      row.right += 1
      row.found += 1
    }
  }

  private func typeLevel() -> TruthReport.Row {
    edges("types") { [$0.from, self.input.declarations[Int($0.target)].group] }
  }

  private func fileLevel() -> TruthReport.Row {
    edges("files") { [$0.place.file, self.input.declarations[Int($0.target)].file] }
  }

  private func moduleLevel() -> TruthReport.Row {
    edges("modules") { use in
      let target = self.input.files[Int(self.input.declarations[Int(use.target)].file)].module
      let source = self.input.files[Int(use.place.file)].module
      return source < 0 || target < 0 ? [0, 0] : [source, target]
    }
  }

  /// Distinct edges between different ends. An edge is right where the index has it by any use, and found where the
  /// resolver has it by any.
  private func edges(_ name: String, _ ends: (TruthUse) -> [Int32]) -> TruthReport.Row {
    var (ours, index): (Set<[Int32]>, Set<[Int32]>) = ([], [])
    var (allOurs, allIndex): (Set<[Int32]>, Set<[Int32]>) = ([], [])
    for pair in pairs.values {
      let isMain = apartOf(pair) == nil
      guard let use = pair.ours ?? pair.index else { continue }
      let edge = ends(use)
      guard edge[0] != edge[1] else { continue }
      if pair.ours != nil {
        allOurs.insert(edge)
        if isMain { ours.insert(edge) }
      }
      if pair.index != nil {
        allIndex.insert(edge)
        if isMain { index.insert(edge) }
      }
    }
    return TruthReport.Row(
      name: name, ours: ours.count, right: ours.intersection(allIndex).count, index: index.count,
      found: index.intersection(allOurs).count)
  }

  // MARK: Splits

  /// A use that both sides have is counted under the resolver's role, so that a row's columns speak of the same uses.
  private func rows(by name: (TruthUse) -> String) -> [TruthReport.Row] {
    var rows: [String: TruthReport.Row] = [:]
    for key in keys {
      guard let pair = pairs[key], let use = pair.ours ?? pair.index else { continue }
      let name = name(use)
      count(key, in: &rows[name, default: TruthReport.Row(name: name)])
    }
    return rows.values.filter { $0.ours + $0.index > 0 }
      .sorted { ($1.index + $1.ours, $0.name) < ($0.index + $0.ours, $1.name) }
  }

  private func confidences() -> [TruthReport.Row] {
    var rows: [UInt8: TruthReport.Row] = [:]
    for pair in pairs.values where apartOf(pair) == nil {
      guard let use = pair.ours else { continue }
      rows[use.confidence, default: TruthReport.Row(name: "\(use.confidence)")].ours += 1
      if pair.index != nil { rows[use.confidence]?.right += 1 }
    }
    return rows.sorted { $0.key > $1.key }.map(\.value)
  }

  private func witnesses() -> TruthReport.Row {
    let ours = input.ourWitnesses.subtracting(input.impliedWitnesses.subtracting(input.indexWitnesses))
    let both = ours.intersection(input.indexWitnesses).count
    return TruthReport.Row(
      name: "override and witness", ours: ours.count, right: both, index: input.indexWitnesses.count, found: both)
  }

  private func apart() -> [TruthReport.Row] {
    var rows = TruthApart.allCases.map { TruthReport.Row(name: $0.rawValue) }
    for pair in pairs.values {
      guard let reason = apartOf(pair), let row = TruthApart.allCases.firstIndex(of: reason) else { continue }
      if pair.ours != nil { rows[row].ours += 1 }
      if pair.index != nil { rows[row].index += 1 }
      if pair.ours != nil, pair.index != nil {
        rows[row].right += 1
        rows[row].found += 1
      }
    }
    return rows
  }

  // MARK: Differences

  private func problems() -> [TruthReport.Problem] {
    var groups: [[String]: [String]] = [:]
    var start = 0
    while start < keys.count {
      var end = start
      while end < keys.count, keys[end].place == keys[start].place { end += 1 }
      addProblems(of: keys[start..<end], to: &groups)
      start = end
    }
    return groups.map { key, lines in
      TruthReport.Problem(
        kind: key[0], reason: key[1], role: key[2], count: lines.count, examples: Self.spread(lines, examples))
    }.sorted { ($1.count, $0.kind, $0.reason, $0.role) < ($0.count, $1.kind, $1.reason, $1.role) }
  }

  /// Adds what differs at one place.
  private func addProblems(of keys: ArraySlice<Key>, to groups: inout [[String]: [String]]) {
    let all = keys.compactMap { key in pairs[key].map { (key: key, pair: $0) } }
    let ours = all.filter { $0.pair.ours != nil }
    let index = all.filter { $0.pair.index != nil }
    let hasAgreement = all.contains { $0.pair.ours != nil && $0.pair.index != nil }
    for (_, pair) in all where apartOf(pair) == nil {
      switch (pair.ours, pair.index) {
      case (let use?, nil):
        let outside = input.outside[use.place]
        let says = index.isEmpty ? outside ?? "nothing" : list(index.map(\.key.target))
        let reason =
          if hasAgreement { "more than the index has" } else if !index.isEmpty { "other target" } else {
            outside == nil ? "nothing there" : "outside the repository"
          }
        let line = describe(use, ours: "\(target(use.target)) \(use.confidence) %", index: says)
        groups[["wrong", reason, Self.role(use, input).word], default: []].append(line)
      case (nil, let use?):
        let reason =
          if hasAgreement { "less than the index has" } else if !ours.isEmpty { "other target" } else {
            input.unresolved[use.place]?.word ?? "not recorded"
          }
        let says = ours.isEmpty ? reason : list(ours.map(\.key.target))
        let line = describe(use, ours: says, index: target(use.target))
        groups[["missed", reason, Self.role(use, input).word], default: []].append(line)
      default: break
      }
    }
  }

  private func describe(_ use: TruthUse, ours: String, index: String) -> String {
    "\(input.files[Int(use.place.file)].path):\(use.place.line):\(use.place.column) \(use.name)  \(ours) → \(index)"
  }

  private func target(_ index: Int32) -> String {
    let declaration = input.declarations[Int(index)]
    let file = input.files[Int(declaration.file)].path.split(separator: "/").last ?? ""
    return "\(declaration.kind.word) \(declaration.name) (\(file):\(declaration.line))"
  }

  private func list(_ targets: [Int32]) -> String { targets.map(target).joined(separator: " and ") }

  /// At most `count` lines, evenly spaced over all.
  static func spread(_ lines: [String], _ count: Int) -> [String] {
    guard lines.count > count else { return lines }
    return (0..<max(0, count)).map { lines[$0 * lines.count / count] }
  }
}
