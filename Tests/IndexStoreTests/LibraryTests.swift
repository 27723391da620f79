import Foundation
import IndexStore
import TestSupport
import Testing

/// Libraries and stores that are not what they should be: each has a reason of its own.
struct LibraryTests {
  @Test func aMissingLibraryNamesWhatWasTried() {
    #expect(throws: IndexStoreFailure.noLibrary(tried: ["/no/such/lib.so"])) {
      try IndexStoreLibrary.first(of: ["/no/such/lib.so"])
    }
    #expect(throws: IndexStoreFailure.noLibrary(tried: ["/no/such/lib.so"])) {
      try IndexStoreLibrary(path: "/no/such/lib.so")
    }
    #expect("\(IndexStoreFailure.noLibrary(tried: []))".contains("--index-store-library"))
  }

  @Test func aFileThatIsNoLibraryIsRefused() throws {
    let path = NSTemporaryDirectory() + "xtal-\(UUID().uuidString).so"
    try Data("no library".utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      _ = try IndexStoreLibrary(path: path)
      Issue.record("a text was loaded as a library")
    } catch IndexStoreFailure.notALibrary(let named, let reason) {
      #expect(named == path && !reason.isEmpty)
    }
  }

  #if os(Linux)
    @Test func anotherLibraryIsRefusedByItsFirstMissingFunction() throws {
      // A library that every process has open.
      let handle = try #require(FileHandle(forReadingAtPath: "/proc/self/maps"))
      let maps = try String(decoding: handle.readToEnd() ?? Data(), as: UTF8.self)
      let path = try #require(
        maps.split(separator: "\n").compactMap { $0.split(separator: " ").last.map(String.init) }
          .first { $0.hasPrefix("/") && $0.contains("/libc.so") })
      #expect(throws: IndexStoreFailure.missingFunction(path: path, name: "indexstore_format_version")) {
        try IndexStoreLibrary(path: path)
      }
    }
  #endif

  @Test func candidatesStandBesideTheRealToolchain() throws {
    let folder = NSTemporaryDirectory() + "xtal-\(UUID().uuidString)"
    let files = FileManager.default
    defer { try? files.removeItem(atPath: folder) }
    for name in ["real/usr/bin", "links"] {
      try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    #expect(files.createFile(atPath: "\(folder)/real/usr/bin/swiftc", contents: nil))
    try files.createSymbolicLink(
      atPath: "\(folder)/links/swiftc", withDestinationPath: "\(folder)/real/usr/bin/swiftc")
    let candidates = IndexStoreLibrary.candidates(searchPath: "/no/such/bin:\(folder)/links")
    #expect(candidates.first?.contains("/real/usr/lib/libIndexStore.") == true)
  }

  @Test func aFolderThatIsNoStoreIsRefusedAndStaysAsItIs() throws {
    let folder = NSTemporaryDirectory() + "xtal-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: IndexStoreFailure.noStore(path: folder)) { try IndexStoreLocation.store(at: folder) }
    #expect(IndexStoreLocation.stores(under: folder).isEmpty)
    guard CompiledSource.compiler != nil else { return }
    let library = try StoreReadingTests.library()
    #expect(throws: IndexStoreFailure.noStore(path: folder)) {
      try IndexStoreReader(library: library, path: folder)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }
}
