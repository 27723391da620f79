import Foundation
import Measures
import Model
import Snapshot
import TestSupport
import Testing
import TokenEnergy

@testable import Pipeline

/// Token energy of snapshots and of changes, on repositories made for it.
struct EnergyTests {
  private func request(_ path: String, workers: Int = 2) -> SnapshotRequest {
    SnapshotRequest(path: path, revision: nil, configuration: Configuration(), workers: workers)
  }

  private func service(_ name: String, _ noun: String) -> String {
    """
    struct \(name)Service {
      let store: Store

      func find(\(noun): String) throws -> Record {
        guard let record = store.records[\(noun)] else { throw StoreError.missing(\(noun)) }
        return record
      }

      func remove(\(noun): String) throws {
        guard store.records[\(noun)] != nil else { throw StoreError.missing(\(noun)) }
        store.records[\(noun)] = nil
      }
    }

    """
  }

  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    for (name, noun) in [("User", "user"), ("Order", "order"), ("Item", "item"), ("Invoice", "invoice")] {
      try repository.write("Sources/Shop/\(name)Service.swift", service(name, noun))
    }
    try repository.commit("begin", by: "Ada", at: 86_400)
    return repository
  }

  @Test func sumsAddUpAndAreTheSameForAnyNumberOfWorkers() throws {
    let repository = try repository()
    let report = try EnergyPipeline(request(repository.path, workers: 1)).run(lineLimit: 5)
    #expect(report.files.count == 4)
    #expect(report.total.tokens == report.files.reduce(0) { $0 + $1.sum.tokens })
    #expect(report.total.bits == report.modules.reduce(0) { $0 + $1.sum.bits })
    #expect(report.total.groupBits.reduce(0, +) == report.total.bits)
    let again = try EnergyPipeline(request(repository.path, workers: 4)).run(lineLimit: 5)
    #expect(again.total == report.total)
    #expect(again.lines.map(\.line) == report.lines.map(\.line))
    // Four files of one mould: each is nearly all foretold by the others.
    #expect(report.total.bitsPerToken < 1.5)
  }

  @Test func aFileListsItsTokens() throws {
    let repository = try repository()
    let (heat, lines) = try EnergyPipeline(request(repository.path)).heat(of: "Sources/Shop/UserService.swift")
    #expect(heat.tokens.reduce(0) { $0 + $1.bits } == heat.sum.bits)
    #expect(heat.tokens.first?.text == "struct" && heat.tokens.first?.line == 1)
    #expect(lines.line(1, of: heat.path).map { String(decoding: $0, as: UTF8.self) } == "struct UserService {")
    #expect(throws: AnalysisError.self) { try EnergyPipeline(request(repository.path)).heat(of: "Sources/None.swift") }
  }

  @Test func heldOutFilesFollowTheHashOfTheirPaths() throws {
    #expect(EnergyHoldout.isHeldOut(Array("a".utf8), modulus: 1))
    var hash = StableHash()
    for byte in "Sources/A.swift".utf8 { hash.combine(byte: byte) }
    #expect(EnergyHoldout.isHeldOut(Array("Sources/A.swift".utf8), modulus: 5) == (hash.value % 5 == 0))
    let repository = try repository()
    let holdout = try EnergyPipeline(request(repository.path)).holdout(modulus: 2, keepsDump: true)
    #expect(holdout.dump.count == holdout.tokens)
    #expect(holdout.dump.reduce(0) { $0 + $1.bits } == holdout.bitsSpelled)
    #expect(abs(holdout.dump.reduce(0) { $0 + $1.closedBits } - holdout.bitsClosed) < 1e-6)
    #expect(holdout.bitsPerTokenSpelled.isFinite && holdout.bitsPerCharacter.isFinite)
  }

  @Test(arguments: [
    ["a.swift": ""], ["a.swift": "x"], ["a.swift": "// only a comment\n"],
    ["a.swift": "let a = \"\u{0}b\u{0}\"\n", "b.swift": "\u{0}\u{1}"],
    ["a.swift": "let text = \"" + String(repeating: "long ", count: 30_000) + "\"\n"],
    ["a.swift": String(repeating: "a\n", count: 30_000)],
    ["a.swift": "// @generated\nlet a = 1\n", "b.swift": "let a = 1\n"],
  ])
  func hostileFilesHaveSensibleFigures(files: [String: String]) throws {
    let repository = try ScratchRepository()
    for (name, text) in files { try repository.write(name, text) }
    let report = try EnergyPipeline(request(repository.path)).run(lineLimit: 10)
    #expect(report.total.bits.isFinite && report.total.bitsPerToken.isFinite && report.total.bits >= 0)
    #expect(report.lines.allSatisfy { $0.excess.isFinite })
    #expect(try EnergyPipeline(request(repository.path)).holdout(modulus: 2, keepsDump: false).bitsClosed.isFinite)
  }

  @Test func generatedFilesAreApart() throws {
    let repository = try repository()
    let before = try EnergyPipeline(request(repository.path)).run(lineLimit: 0)
    try repository.write("Sources/Shop/Made.swift", "// @generated\n" + service("Made", "made"))
    let after = try EnergyPipeline(request(repository.path)).run(lineLimit: 0)
    #expect(after.total == before.total)
    #expect(after.generated.tokens > 0)
  }

  @Test func aModelThatWentAlongEqualsAFreshOne() throws {
    let repository = try repository()
    try repository.remove("Sources/Shop/OrderService.swift")
    try repository.write("Sources/Shop/ItemService.swift", service("Item", "article"))
    try repository.write("Sources/Other/Extra.swift", service("Extra", "extra"))
    try repository.commit("change", by: "Ada", at: 2 * 86_400)
    let first = request(repository.path)
    let growth = EnergyGrowth(try .commit(at: repository.path, revision: "HEAD~1"), request: first)
    growth.advance(growth.step(to: try .commit(at: repository.path, revision: "HEAD")))
    let fresh = EnergyGrowth(try .commit(at: repository.path, revision: "HEAD"), request: first)
    #expect(growth.model.contextCount == fresh.model.contextCount)
    #expect(growth.model.tokenCount == fresh.model.tokenCount)
    for (left, right) in zip(growth.files, fresh.files) {
      #expect(left.path == right.path)
      #expect(
        EnergyScorer().score(left.stream, in: growth.model, withheld: true)
          == EnergyScorer().score(right.stream, in: fresh.model, withheld: true))
    }
  }

  /// A line of commits that each add a service in the repository's own style.
  private func grown() throws -> ScratchRepository {
    let repository = try repository()
    for (day, name) in [
      "Cart", "Price", "Stock", "Offer", "Brand", "Label", "Token", "Badge", "Quote", "Claim", "Batch",
    ]
    .enumerated() {
      try repository.write("Sources/Shop/\(name)Service.swift", service(name, name.lowercased()))
      try repository.commit("add \(name)", by: "Ada", at: 86_400 * (day + 2))
    }
    return repository
  }

  private func mismatch(_ repository: ScratchRepository, base: String, head: String?) throws -> MismatchReport {
    try MismatchPipeline(request(repository.path), base: base, head: head, changeCount: 50, lineLimit: 3).run()
  }

  @Test func aForeignChangeStandsOutAndAFamiliarOneDoesNot() throws {
    let repository = try grown()
    try repository.write("Sources/Shop/FriendService.swift", service("Friend", "friend"))
    let familiar = try mismatch(repository, base: "HEAD", head: nil)
    #expect(familiar.accepted.changes.count == 11)
    #expect(familiar.change.files.map(\.path) == ["Sources/Shop/FriendService.swift"])
    #expect(familiar.change.files[0].isNew)
    try repository.write(
      "Sources/Shop/FriendService.swift",
      """
      @objc open class ManagerSingleton: NSObject {
        @objc public static var sharedInstance = ManagerSingleton()
        private lazy var queue_ = DispatchQueue(label: "mgr", attributes: .concurrent)
        open func doFetch(withCompletion cb: ((NSDictionary?, NSError?) -> Void)!) {
          queue_.async { [weak self] in cb?(self?.cachedDict_, nil) }
        }
      }

      """)
    let foreign = try mismatch(repository, base: "HEAD", head: nil)
    #expect(foreign.change.sum.codeBitsPerToken > familiar.change.sum.codeBitsPerToken * 2)
    #expect((foreign.percentile ?? 0) > 0.9)
    #expect(foreign.lines.count == 3)
    #expect(foreign.lines.allSatisfy { !$0.surprises.isEmpty })
  }

  @Test func changesWithoutAddedTokensSaySo() throws {
    let repository = try grown()
    try repository.remove("Sources/Shop/CartService.swift")
    try repository.write("README.md", "words")
    try repository.write("image.bin", [0, 1, 2, 255])
    let report = try mismatch(repository, base: "HEAD", head: nil)
    #expect(report.change.sum.tokens == 0 && report.percentile == nil && report.change.sum.bitsPerToken == 0)
  }

  @Test func aBaseThatIsNoAncestorIsTold() throws {
    let repository = try grown()
    try repository.git("checkout", "-q", "-b", "side", "HEAD~3")
    try repository.write("Sources/Shop/SideService.swift", service("Side", "side"))
    try repository.commit("side", by: "Ada", at: 86_400 * 30)
    let report = try mismatch(repository, base: "side", head: "side~1")
    #expect(report.notes.contains { $0.contains("no ancestor") })
    #expect(throws: AnalysisError.self) { try mismatch(repository, base: "nothing", head: nil) }
  }

  @Test func whatOfAChangeCannotBeReadIsTold() throws {
    let repository = try grown()
    try repository.write("Sources/Shop/Huge.swift", String(repeating: "let a = 1\n", count: 1_000_001))
    let report = try mismatch(repository, base: "HEAD", head: nil)
    #expect(report.change.sum.tokens == 0)
    #expect(report.notes.contains { $0.hasPrefix("not scored: Sources/Shop/Huge.swift") })
  }

  @Test func aRenamedFileAddsOnlyItsNewLines() throws {
    let repository = try grown()
    try repository.git("mv", "Sources/Shop/CartService.swift", "Sources/Shop/Renamed.swift")
    #expect(try mismatch(repository, base: "HEAD", head: nil).change.sum.tokens == 0)
  }
}
