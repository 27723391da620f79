import Facts
import Git
package import Measures
package import Model
import Snapshot
import TokenEnergy

/// Energy of a change beside that of the changes that were accepted before it.
package struct MismatchPipeline {
  /// Commits that touch more files are bulk changes: the model follows them, and they are not counted as accepted ones.
  private static let bulk = 30
  /// Files that cannot be read of which the notes tell one by one.
  private static let gapLimit = 5
  /// Lines whose names and syntax cost less, in bits, were foretold and do not stand out.
  private static let leastLineBits = 5.0

  private let request: SnapshotRequest
  private let base: String
  private let head: String?
  private let changeCount: Int
  private let lineLimit: Int

  /// - Parameters:
  ///   - request: Whose revision is not looked at.
  ///   - head: The change's end; nil for the working tree.
  ///   - changeCount: How many commits before the base to look at.
  package init(_ request: SnapshotRequest, base: String, head: String?, changeCount: Int, lineLimit: Int) {
    self.request = request
    self.base = base
    self.head = head
    self.changeCount = changeCount
    self.lineLimit = lineLimit
  }

  /// Throws ``AnalysisError`` where there is no repository or no such commit.
  package func run() throws -> MismatchReport {
    var (report, growth, commits) = try accepted()
    let baseID = try commits.repository.resolve(base)
    let target: RepositorySnapshot
    if let head {
      let headID = try commits.repository.resolve(head)
      report.head = headID.description
      if try !isAncestor(baseID, of: headID, commits) {
        report.notes.append("the base is no ancestor of \(head): what differs between the two is scored")
      }
      target = try snapshot(try commits.repository.commit(headID), commits)
    } else {
      target = ListingStage.excluding(try .workingTree(at: request.path), request.configuration)
    }
    let step = growth.step(to: target)
    let gaps = step.gaps.sorted()
    report.notes += gaps.prefix(Self.gapLimit).map { "not scored: \($0.path): \($0.reason)" }
    if gaps.count > Self.gapLimit {
      report.notes.append("\(gaps.count - Self.gapLimit) more files of the change cannot be scored")
    }
    describe(growth, step, &report)
    return report
  }

  /// The changes before the base, and the model of the base.
  func accepted() throws -> (report: MismatchReport, growth: EnergyGrowth, commits: CommitSnapshots) {
    let commits = try CommitSnapshots(at: request.path)
    let baseID = try commits.repository.resolve(base)
    var report = MismatchReport()
    report.repository = commits.name
    report.base = baseID.description
    let line = try ancestors(of: baseID, commits)
    if line.count <= changeCount {
      report.notes.append("history before the base has only \(line.count - 1) commits that can be read")
    }
    let growth = EnergyGrowth(try snapshot(line[0], commits), request: request)
    for (index, commit) in line.dropFirst().enumerated() {
      request.progress(ProgressEvent(stage: "Accepted changes", done: index, total: line.count - 1))
      let step = growth.step(to: try snapshot(commit, commits))
      if step.fileCount <= Self.bulk { report.accepted.add(growth.energy(of: step)) }
      growth.advance(step)
    }
    return (report, growth, commits)
  }

  private func snapshot(_ commit: GitCommit, _ commits: CommitSnapshots) throws -> RepositorySnapshot {
    ListingStage.excluding(
      try commits.snapshot(of: commit.id, tree: try commits.tree(of: commit)), request.configuration)
  }

  /// The base and up to ``changeCount`` commits before it by first parents, oldest first. A cut ends the line.
  private func ancestors(of base: GitObjectID, _ commits: CommitSnapshots) throws -> [GitCommit] {
    var line = [try commits.repository.commit(base)]
    let boundary = commits.repository.shallowCommits()
    while line.count <= changeCount, let last = line.last, let parent = last.parents.first {
      guard !boundary.contains(last.id), let commit = try? commits.repository.commit(parent) else { break }
      line.append(commit)
    }
    return line.reversed()
  }

  private func isAncestor(_ base: GitObjectID, of head: GitObjectID, _ commits: CommitSnapshots) throws -> Bool {
    var seen: Set<GitObjectID> = []
    var open = [head]
    while let id = open.popLast() {
      if id == base { return true }
      guard seen.insert(id).inserted, seen.count < 100_000, let commit = try? commits.repository.commit(id) else {
        continue
      }
      open += commit.parents
    }
    return false
  }

  // MARK: The change itself

  private func describe(_ growth: EnergyGrowth, _ step: EnergyGrowth.Step, _ report: inout MismatchReport) {
    let files = growth.files(of: step)
    let measured = growth.energies(of: step)
    report.closedPrice = growth.model.closedPrice
    for (index, file) in files.enumerated() {
      report.change.add(
        file, measured[index].energy, hunks: measured[index].hunks, isNew: measured[index].isNew,
        closedPrice: report.closedPrice)
    }
    let before = growth.files
    var found: [(file: Int, places: Range<Int>, bits: Double)] = []
    for (index, file) in files.enumerated() where !measured[index].energy.bits.isEmpty {
      for places in file.linePlaces {
        let line = file.line(of: places.lowerBound)
        let isAdded = measured[index].hunks.contains { $0.newStart <= line && line < $0.newStart + $0.newCount }
        guard isAdded else { continue }
        let bits = places.reduce(0) { file.group(of: $1) == .literals ? $0 : $0 + measured[index].energy.bits[$1] }
        found.append((index, places, bits))
      }
    }
    found.sort { ($1.bits, $0.file, $0.places.lowerBound) < ($0.bits, $1.file, $1.places.lowerBound) }
    let shown = found.prefix(lineLimit).filter { $0.bits >= Self.leastLineBits }
    let scorer = EnergyScorer()
    var surprises: [Int: [Range<Int>: [EnergyReport.Surprise]]] = [:]
    for (index, items) in Dictionary(grouping: shown, by: \.file) {
      let lines = items.map(\.places)
      let found = TokenSurprises.find(
        files[index], measured[index].energy, lines: lines, in: growth.model, withheld: false, scorer)
      surprises[index] = Dictionary(zip(lines, found), uniquingKeysWith: { first, _ in first })
    }
    for item in shown {
      let file = files[item.file]
      report.lines.append(
        MismatchReport.Line(
          path: file.path, line: file.line(of: item.places.lowerBound), tokens: item.places.count,
          bits: item.places.reduce(0) { $0 + measured[item.file].energy.bits[$1] },
          surprises: surprises[item.file]?[item.places] ?? [],
          nearest: NearestLine.find(
            item.places.map { file.stream.tokens[$0] }, in: before, vocabulary: growth.model.vocabulary)))
    }
  }
}
