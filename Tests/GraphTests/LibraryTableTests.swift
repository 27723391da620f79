import Facts
import Model
import Testing

@testable import Graph

/// The table of what the toolchain's modules declare, as it is shipped.
@Suite struct LibraryTableTests {
  @Test func theTableIsOfThisVersionAndDecodes() throws {
    #expect(LibraryTable.storedVersion == FactsCoder.storedVersion, "make it anew: xtal-dev generate --library")
    let modules = LibraryModules.load(workers: 2)
    #expect(modules.map(\.name) == LibraryModules.names)
    for (name, type) in [
      ("Swift", "Array"), ("_Concurrency", "Task"), ("FoundationEssentials", "Data"), ("XCTest", "XCTestCase"),
    ] {
      let facts = try #require(modules.first { $0.name == name }?.parts.first)
      #expect(facts.declarations.contains { facts.strings[$0.name] == type }, "\(name).\(type)")
    }
  }

  @Test func onlyWhatIsImportedIsLoaded() {
    #expect(LibraryModules.load(names: [], workers: 1).map(\.name) == LibraryModules.implicit)
    let names = LibraryModules.load(names: ["Foundation", "Unheard"], workers: 1).map(\.name)
    #expect(names.contains("FoundationEssentials") && !names.contains("XCTest"))
  }

  @Test(arguments: [0, 1, 5, 6, 7, 12, 1000])
  func packedBytesComeBack(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    let text = PackedBytes.pack(bytes)
    let back = Array(text.utf8).withUnsafeBytes { packed in
      PackedBytes.withUnpacked(packed, byteCount: count) { Array($0) }
    }
    #expect(count == 0 ? back == nil : back == bytes)
    #expect(Array(text.utf8).withUnsafeBytes { PackedBytes.withUnpacked($0, byteCount: count + 6) { $0.count } } == nil)
  }
}
