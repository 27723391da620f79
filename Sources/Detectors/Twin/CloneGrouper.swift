import Facts

/// Turns repeats of units into groups of clones: the longest first, each place once.
///
/// What is capped, so that no input makes it slow: members of a group (``memberLimit``), groups
/// (``groupLimit``), clusters that the members of one repeat fall into (``clusterLimit``), and the tokens compared
/// altogether (``comparisonLimit``).
struct CloneGrouper {
  static let memberLimit = 200
  static let groupLimit = 10_000
  static let clusterLimit = 8
  static let comparisonLimit = 30_000_000
  /// What it costs to look at one place of a repeat, in tokens compared.
  private static let memberCost = 8
  /// Regions that touch each other and are made of units smaller than this on average are rows of a table.
  private static let smallUnit = 40

  /// A group takes in another if it has at least that share of its tokens.
  private static let absorbedShare = 0.6

  /// A region and the index of its group.
  private struct Entry {
    var region: CloneRegion
    var group: Int
  }

  /// Facts by rank of the file.
  let facts: [FileFacts]
  let units: [CloneUnit]
  let criterion: TwinCriterion
  private let planes: PlaneMemory
  private var comparedTokens = 0
  /// For each file the regions that are reported already.
  private var reported: [[Entry]]
  /// What is reported; nil for a group that a later one took in.
  private var groups: [CloneGroup?] = []

  /// `planes` has what was compared before.
  init(facts: [FileFacts], units: [CloneUnit], criterion: TwinCriterion, planes: PlaneMemory) {
    self.planes = planes
    self.facts = facts
    self.units = units
    self.criterion = criterion
    reported = [[Entry]](repeating: [], count: facts.count)
  }

  /// A repeat in one of the two sequences.
  private struct Candidate {
    var sequence: Int
    var `repeat`: RepeatFinder.Repeat
    var tokens: Int
    var members: Int { `repeat`.last - `repeat`.first + 1 }
  }

  /// The groups, sorted by their first member.
  mutating func findGroups() -> [CloneGroup] {
    let sequences = [
      CloneUnitSequence(units, by: \.shape, minimumWeight: criterion.minimumTokens),
      CloneUnitSequence(units, by: \.text, minimumWeight: criterion.minimumTokens),
    ]
    let found = sequences.map { sequence in
      RepeatFinder.repeats(of: sequence.symbols, bound: sequence.bound) { position, length in
        sequence.weight(at: position, length: length) >= criterion.minimumTokens
      }
    }
    for candidate in candidates(found, sequences) {
      guard groups.count < Self.groupLimit, comparedTokens < Self.comparisonLimit else { break }
      let sequence = sequences[candidate.sequence]
      let regions = regions(of: candidate, found[candidate.sequence].positions, sequence)
      guard regions.count > 1, !areReported(regions) else { continue }
      let position = Int(found[candidate.sequence].positions[candidate.repeat.first])
      let weight = sequence.weight(at: position, length: candidate.repeat.length)
      for group in clusters(regions, weight: weight) where !areReported(group.regions) && hasLines(group) {
        report(group)
      }
    }
    return groups.compactMap { $0 }.sorted { Self.precedes($0.regions[0], $1.regions[0]) }
  }

  /// Takes a group in. Groups that are little longer than it and whose members it all has go away for it: one group of
  /// three members says more than that group and one of two members a line longer.
  private mutating func report(_ new: CloneGroup) {
    var group = new
    var holders: [Int: Int] = [:]
    for region in group.regions {
      for entry in reported[region.file] where entry.region.holds(region) { holders[entry.group, default: 0] += 1 }
    }
    for (index, count) in holders.sorted(by: { $0.key < $1.key }) {
      guard let other = groups[index], count >= other.regions.count,
        Double(new.tokens) >= Self.absorbedShare * Double(other.tokens)
      else { continue }
      group.tokens = max(group.tokens, other.tokens)
      groups[index] = nil
    }
    for region in group.regions { reported[region.file].append(Entry(region: region, group: groups.count)) }
    groups.append(group)
  }

  /// All repeats, the longest first; of equal ones those with more members, then those in the order of the sequence.
  private func candidates(_ found: [RepeatFinder.Result], _ sequences: [CloneUnitSequence]) -> [Candidate] {
    var candidates: [Candidate] = []
    for (index, result) in found.enumerated() {
      for `repeat` in result.repeats {
        let unit = Int(sequences[index].units[Int(result.positions[`repeat`.first])])
        let size = region(at: unit, count: `repeat`.length).tokens.count
        candidates.append(Candidate(sequence: index, repeat: `repeat`, tokens: size))
      }
    }
    return candidates.sorted {
      ($1.tokens, $1.members, $0.sequence, $0.repeat.first) < ($0.tokens, $0.members, $1.sequence, $1.repeat.first)
    }
  }

  private func region(at unit: Int, count: Int) -> CloneRegion {
    let tree = facts[Int(units[unit].file)].tree
    let first = Int(tree.nodes[Int(units[unit].node)].firstToken)
    let last = Int(tree.nodes[Int(units[unit + count - 1].node)].endToken)
    return CloneRegion(file: Int(units[unit].file), firstUnit: unit, count: count, tokens: first..<max(first, last))
  }

  /// The places of a repeat by path and place, without those that overlap an earlier one.
  private mutating func regions(
    of candidate: Candidate, _ positions: [Int32], _ sequence: CloneUnitSequence
  ) -> [CloneRegion] {
    let length = candidate.repeat.length
    comparedTokens += candidate.members * Self.memberCost
    let starts = positions[candidate.repeat.first...candidate.repeat.last].sorted()
    let areSmall = candidate.tokens < Self.smallUnit * length
    var regions: [CloneRegion] = []
    var previous = -1
    for start in starts.lazy.map(Int.init) {
      let touches = previous >= 0 && start < previous + length + (areSmall ? 1 : 0)
      previous = start
      if touches { continue }
      regions.append(region(at: Int(sequence.units[start]), count: length))
      if regions.count == Self.memberLimit { break }
    }
    return regions.sorted(by: Self.precedes)
  }

  private static func precedes(_ left: CloneRegion, _ right: CloneRegion) -> Bool {
    (left.file, left.tokens.lowerBound, right.tokens.upperBound)
      < (right.file, right.tokens.lowerBound, left.tokens.upperBound)
  }

  /// Whether of each region at least half lies within one that is reported.
  private func areReported(_ regions: [CloneRegion]) -> Bool {
    regions.allSatisfy { region in reported[region.file].contains { $0.region.covers(region) } }
  }

  /// Puts each region to the first earlier one that it is a twin of.
  private mutating func clusters(_ regions: [CloneRegion], weight: Int) -> [CloneGroup] {
    var clusters: [CloneGroup] = []
    for region in regions {
      var isPlaced = false
      for index in clusters.indices where !isPlaced {
        guard let plane = plane(clusters[index].regions[0], region), criterion.accepts(plane, weight: weight) else {
          continue
        }
        clusters[index].regions.append(region)
        clusters[index].relations.append(plane)
        isPlaced = true
      }
      if !isPlaced, clusters.count < Self.clusterLimit {
        clusters.append(CloneGroup(regions: [region], relations: [], tokens: region.tokens.count))
      }
    }
    return clusters.filter { $0.regions.count > 1 }
  }

  private mutating func plane(_ left: CloneRegion, _ right: CloneRegion) -> MirrorPlane? {
    comparedTokens += left.tokens.count
    let key = PlaneMemory.Key(
      left: ObjectIdentifier(facts[left.file]), right: ObjectIdentifier(facts[right.file]),
      leftNode: units[left.firstUnit].node, rightNode: units[right.firstUnit].node, count: left.count,
      minimumTokens: criterion.minimumTokens)
    return planes.plane(facts[left.file], facts[right.file], key) {
      let ranges = (0..<left.count).map { offset in
        (left: tokens(ofUnit: left.firstUnit + offset), right: tokens(ofUnit: right.firstUnit + offset))
      }
      return MirrorPlane(facts[left.file], facts[right.file], ranges: ranges, share: TwinCriterion.leastShare)
    }
  }

  private func tokens(ofUnit index: Int) -> Range<Int> {
    let node = facts[Int(units[index].file)].tree.nodes[Int(units[index].node)]
    return Int(node.firstToken)..<Int(node.endToken)
  }

  private func hasLines(_ group: CloneGroup) -> Bool {
    group.regions.contains { facts[$0.file].codeLineCount(of: $0.tokens) >= criterion.minimumLines }
  }
}

extension FileFacts {
  /// Number of lines with code from the first to the last of the tokens.
  func codeLineCount(of range: Range<Int>) -> Int {
    guard !range.isEmpty else { return 0 }
    let first = line(at: tokens.offsets[range.lowerBound])
    let last = line(at: max(endOffset(ofToken: range.upperBound - 1), 1) - 1)
    return (first...max(first, last)).count { $0 <= codeLines.count && codeLines[$0 - 1] }
  }
}
