// @generated from the interfaces of Swift 6.3.1 by `swift run xtal-dev generate --library`: do not edit.
// swift-format-ignore-file

extension LibraryTable {
  /// Version of the coded form and of what the reader finds, of the program that wrote the table.
  static let storedVersion = 257

  static let entries: [Entry] = [
    Entry(name: "Swift", reexports: [], byteCount: 330723, text: swift),
    Entry(name: "_Concurrency", reexports: [], byteCount: 37902, text: concurrency),
    Entry(name: "_StringProcessing", reexports: [], byteCount: 8840, text: stringProcessing),
    Entry(name: "Dispatch", reexports: [], byteCount: 17526, text: dispatch),
    Entry(name: "Distributed", reexports: [], byteCount: 8866, text: distributed),
    Entry(name: "Foundation", reexports: ["Dispatch", "FoundationEssentials", "FoundationInternationalization", "Glibc"], byteCount: 272719, text: foundation),
    Entry(name: "FoundationEssentials", reexports: [], byteCount: 202088, text: foundationEssentials),
    Entry(name: "FoundationInternationalization", reexports: [], byteCount: 76377, text: foundationInternationalization),
    Entry(name: "FoundationNetworking", reexports: [], byteCount: 37020, text: foundationNetworking),
    Entry(name: "FoundationXML", reexports: [], byteCount: 21857, text: foundationXML),
    Entry(name: "Observation", reexports: [], byteCount: 2425, text: observation),
    Entry(name: "RegexBuilder", reexports: [], byteCount: 91394, text: regexBuilder),
    Entry(name: "Synchronization", reexports: [], byteCount: 19795, text: synchronization),
    Entry(name: "Testing", reexports: [], byteCount: 20915, text: testing),
    Entry(name: "XCTest", reexports: ["Foundation"], byteCount: 16974, text: xCTest),
  ]
}
