import Foundation
import IndexStore
import Model
import TestSupport
import Testing

/// Reading a store that a compiler wrote a moment ago, whole and damaged.
@Suite(.enabled(if: CompiledSource.compiler != nil, "there is no swiftc on PATH to make an index with"))
struct StoreReadingTests {
  static let source = """
    struct Box { var width = 1; func area() -> Int { width * width } }
    func use(box: Box) -> Int { box.area() }
    """

  static func library() throws -> IndexStoreLibrary {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return try IndexStoreLibrary.first(of: IndexStoreLibrary.candidates(searchPath: path))
  }

  private func store(_ source: CompiledSource) throws -> IndexStoreReader {
    try IndexStoreReader(library: Self.library(), path: source.store)
  }

  private func read(_ source: CompiledSource, _ paths: [String] = ["a.swift"]) throws -> IndexedFiles {
    let store = try store(source)
    let listing = try IndexStoreListing(store: store.path, paths: paths)
    return IndexedFiles.read(listing, from: store, root: source.root, paths: paths, workers: 2)
  }

  @Test func unitsAndRecordsAreRead() throws {
    let source = try CompiledSource(["a.swift": Self.source])
    let store = try store(source)
    let listing = try IndexStoreListing(store: source.store, paths: ["deep/a.swift"])
    let units = try listing.units.map { try store.unit(named: $0.name) }
    let unit = try #require(units.first { $0.mainFile == "\(source.root)/a.swift" })
    #expect(unit.moduleName == "Sample" && !unit.isSystem && unit.modificationTime > 0)
    let record = try store.record(named: #require(unit.records.first { $0.file == unit.mainFile }).name)
    let area = try #require(record.symbols.firstIndex { $0.name == "area()" })
    #expect(record.symbols[area].kind == .method && record.symbols[area].usr == "s:6Sample3BoxV4areaSiyF")
    let places = record.occurrences.filter { $0.symbol == area }
    #expect(places.map(\.line) == [1, 2] && places.map(\.column) == [34, 33])
    #expect(places[0].roles.contains(.definition) && places[1].roles.contains([.reference, .call]))
    let first = try #require(record.occurrences.firstIndex { $0.symbol == area })
    let parents = record.relations(ofOccurrence: first).filter { $0.roles.contains(.childOf) }
    #expect(parents.map { record.symbols[Int($0.symbol)].name } == ["Box"])
  }

  @Test func filesFindTheirRecords() throws {
    let source = try CompiledSource(["a.swift": Self.source, "deep/b.swift": "let other = 2"])
    let indexed = try read(source, ["a.swift", "none.swift", "deep/b.swift"])
    guard case .record(let record) = indexed.files[0].content, case .absent = indexed.files[1].content,
      case .record = indexed.files[2].content
    else {
      Issue.record("\(indexed.files)")
      return
    }
    #expect(!record.occurrences.isEmpty && indexed.files[0].moduleName == "Sample")
    #expect(indexed.unreadableUnits.isEmpty)
  }

  @Test func anIndexOfAnotherCheckoutCoversNothingAndCountsItsUnits() throws {
    let source = try CompiledSource(["a.swift": Self.source])
    let store = try store(source)
    let listing = try IndexStoreListing(store: store.path, paths: ["a.swift"])
    let indexed = IndexedFiles.read(listing, from: store, root: "/no/such/folder", paths: ["a.swift"], workers: 1)
    guard case .absent = indexed.files[0].content else {
      Issue.record("\(indexed.files[0])")
      return
    }
    #expect(indexed.foreignUnitCount == indexed.unitCount && indexed.unitCount > 0)
  }

  @Test func aFileChangedSinceIsStale() throws {
    let source = try CompiledSource(["a.swift": Self.source])
    let later = Date(timeIntervalSinceNow: 60)
    try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: "\(source.root)/a.swift")
    guard case .stale = try read(source).files[0].content else {
      Issue.record("a source newer than its unit was taken")
      return
    }
  }

  @Test func aTruncatedRecordIsUnreadableAtEveryLength() throws {
    let source = try CompiledSource(["a.swift": Self.source])
    let path = try #require(source.files(in: "records").first { $0.contains("a.swift") })
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in stride(from: 0, to: whole.count - 4, by: 7) {
      try whole.prefix(length).write(to: URL(fileURLWithPath: path))
      guard case .unreadable(let reason) = try read(source).files[0].content else {
        Issue.record("a record cut to \(length) of \(whole.count) bytes was taken")
        continue
      }
      #expect(reason.contains("a.swift"))
    }
  }

  @Test func aTruncatedUnitIsNamedAndItsFileAbsent() throws {
    let source = try CompiledSource(["a.swift": Self.source])
    let path = try #require(source.files(in: "units").first { $0.contains("/a.o") })
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
    let indexed = try read(source)
    guard case .absent = indexed.files[0].content else {
      Issue.record("\(indexed.files[0])")
      return
    }
    #expect(indexed.unreadableUnits.count == 1 && indexed.unreadableUnits[0].contains("a.o"))
  }

  @Test func aRecordThatIsGoneIsUnreadable() throws {
    let source = try CompiledSource(["a.swift": Self.source])
    for path in source.files(in: "records") { try FileManager.default.removeItem(atPath: path) }
    guard case .unreadable = try read(source).files[0].content else {
      Issue.record("a missing record was taken")
      return
    }
  }

  @Test func storesAreFoundBelowTheBuildFolder() throws {
    let source = try CompiledSource(["a.swift": Self.source])
    #expect(IndexStoreLocation.stores(under: source.root) == [source.store])
    #expect(try IndexStoreLocation.store(at: source.store) == source.store)
    #expect(try IndexStoreLocation.store(at: "\(source.root)/.build/debug") == source.store)
  }

  @Test func unitsOfOtherNamesAreNotEvenListed() throws {
    let source = try CompiledSource(["a.swift": Self.source, "ab.swift": "let ab = 1", "b.x.swift": "let b = 2"])
    func names(_ paths: [String]) throws -> [Substring] {
      try IndexStoreListing(store: source.store, paths: paths).units.map { $0.name.prefix { $0 != "-" } }
    }
    #expect(try names(["x/a.swift"]) == ["a.o"])
    #expect(try names(["ab.swift", "b.x.swift"]) == ["ab.o", "b.x.o"])
    #expect(try names(["none.swift"]).isEmpty)
  }

  @Test func theStampTellsEverythingThatReadingDependsOn() throws {
    let source = try CompiledSource(["a.swift": Self.source])
    let library = source.root + "/library"
    try Data("one".utf8).write(to: URL(fileURLWithPath: library))
    func stamp() throws -> String {
      var hash = StableHash()
      try IndexStoreListing(store: source.store, paths: ["a.swift"])
        .combine(library: library, root: source.root, paths: ["a.swift"], into: &hash)
      return hash.hexadecimal
    }
    let unit = try #require(source.files(in: "units").first { $0.contains("/a.o") })
    var stamps = [try stamp()]
    #expect(try stamp() == stamps[0])
    for path in [unit, "\(source.root)/a.swift", library] {
      let later = Date(timeIntervalSinceNow: 60)
      try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: path)
      stamps.append(try stamp())
    }
    try FileManager.default.removeItem(atPath: unit)
    stamps.append(try stamp())
    #expect(Set(stamps).count == 5)
  }

  /// Most damage is found out; what passes is text or numbers that mean something else, and reading it must end well.
  @Test(arguments: ["records", "units"])
  func noFlippedBitEndsTheProcess(part: String) throws {
    let source = try CompiledSource(["a.swift": Self.source])
    let store = try store(source)
    let path = try #require(source.files(in: part).first { $0.contains("/a.") })
    let name = try #require(path.split(separator: "/").last.map(String.init))
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    var refused = 0
    // Every third byte, and over the bytes every bit.
    for index in stride(from: 0, to: whole.count, by: 3) {
      var damaged = whole
      damaged[index] ^= 1 << (index % 8)
      try damaged.write(to: URL(fileURLWithPath: path))
      do throws(IndexStoreFailure) {
        if part == "records" { _ = try store.record(named: name) } else { _ = try store.unit(named: name) }
      } catch {
        refused += 1
        #expect(error.summary.contains(name))
      }
    }
    #expect(refused > 0)
  }

  @Test func aPipeOrAFolderInPlaceOfARecordIsNotWaitedFor() throws {
    let source = try CompiledSource(["a.swift": Self.source])
    let path = try #require(source.files(in: "records").first { $0.contains("/a.swift") })
    try FileManager.default.removeItem(atPath: path)
    try #require(mkfifo(path, 0o600) == 0)
    guard case .unreadable = try read(source).files[0].content else {
      Issue.record("a pipe was taken for a record")
      return
    }
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard case .unreadable = try read(source).files[0].content else {
      Issue.record("a folder was taken for a record")
      return
    }
  }

  @Test func namesThatLeadOutOfTheStoreAreRefused() throws {
    let store = try store(CompiledSource(["a.swift": Self.source]))
    for name in ["../a", "a/../../b", "", ".", "a\0b"] {
      #expect(throws: IndexStoreFailure.self) { try store.record(named: name) }
      #expect(throws: IndexStoreFailure.self) { try store.unit(named: name) }
    }
  }
}
