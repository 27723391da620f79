import Facts
import Foundation
import Graph
import Model
import SwiftParser
import SwiftSyntax

/// `Sources/Graph/Generated/Library*.swift`: what the toolchain's modules declare, coded.
///
/// Unlike the other generated files these need a toolchain to be made from, so they are written only when asked for, and
/// what proves them is that they decode and hold what they should.
struct LibraryGenerator {
  /// The modules of the table in its order: those that every file sees first.
  static let modules =
    LibraryModules.implicit + [
      "Dispatch", "Distributed", "Foundation", "FoundationEssentials", "FoundationInternationalization",
      "FoundationNetworking", "FoundationXML", "Observation", "RegexBuilder", "Synchronization", "Testing", "XCTest",
    ]

  /// The command that makes the table anew.
  static let command = GeneratedFile.mendingCommand + " --library"

  /// Qualifiers that stand before types of modules that are not in the table.
  private static let otherQualifiers = ["CDispatch", "Glibc", "SwiftGlibc", "_RegexParser", "__C"]

  let toolchain: LibraryToolchain

  /// The generated files. Throws where an interface cannot be read.
  func files() throws -> [GeneratedFile] {
    let version = try toolchain.version()
    let texts = try signatures(of: Self.modules.map(toolchain.interface))
    var entries = [String]()
    var files = [GeneratedFile]()
    let facts = parallelMap(count: texts.count, workers: 1) { SignatureFacts.facts(of: texts[$0]) }
    for (module, facts) in zip(Self.modules, facts) {
      guard let facts else {
        throw LibraryToolchain.Problem(description: "the signatures of \(module) are not sound Swift")
      }
      let bytes = FactsCoder.encode(facts)
      let reexports = facts.imports.filter(\.isExported).map { facts.strings[$0.module] }.filter { $0 != module }
      let list = reexports.map { "\"\($0)\"" }.joined(separator: ", ")
      entries.append(
        "    Entry(name: \"\(module)\", reexports: [\(list)], byteCount: \(bytes.count), text: \(name(module))),")
      files.append(file(of: module, bytes: bytes, version: version))
      print(
        "\(module): \(facts.declarations.count) declarations, \(facts.tree.nodes.count) nodes, \(bytes.count) bytes")
    }
    return [index(entries, version: version)] + files
  }

  // MARK: Signatures

  /// The signatures of all modules. Which underscored types are needed is known only from the text, so it is printed
  /// until no new ones turn up.
  func signatures(of interfaces: [String]) -> [String] {
    let parsed = interfaces.map { Parser.parse(source: $0) }
    let names = parsed.map(InterfaceNames.init)
    var printers = names.map { names in
      SignaturePrinter(modules: Set(Self.modules + Self.otherQualifiers), nestedNames: names.nested)
    }
    let underscored = names.reduce(into: Set<String>()) { $0.formUnion($1.underscored) }
    var needed = Set<String>()
    while true {
      let texts = zip(printers, parsed).map { $0.text(of: $1) }
      let mentioned = texts.reduce(into: needed) {
        $0.formUnion(Self.underscoredWords(in: $1).intersection(underscored))
      }
      if mentioned == needed { return texts }
      needed = mentioned
      for index in printers.indices { printers[index].needed = needed }
    }
  }

  private static func underscoredWords(in text: String) -> Set<String> {
    let words = text.utf8.split { !($0 == UInt8(ascii: "_") || $0 >= 0x80 || isAlphanumeric($0)) }
    return Set(words.filter { $0.first == UInt8(ascii: "_") && $0.count > 1 }.compactMap { String($0) })
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  // MARK: Files

  /// `foundationXML`, a name for the constant.
  private func name(_ module: String) -> String {
    let plain = module.drop { $0 == "_" }
    return plain.prefix(1).lowercased() + plain.dropFirst()
  }

  private func head(_ version: String) -> String {
    """
    // @generated from the interfaces of Swift \(version) by `\(Self.command)`: do not edit.
    // swift-format-ignore-file
    """
  }

  private func index(_ entries: [String], version: String) -> GeneratedFile {
    let text = """
      \(head(version))

      extension LibraryTable {
        /// Version of the coded form and of what the reader finds, of the program that wrote the table.
        static let storedVersion = \(FactsCoder.storedVersion)

        static let entries: [Entry] = [
      \(entries.joined(separator: "\n"))
        ]
      }

      """
    return GeneratedFile(path: "Sources/Graph/Generated/LibraryEntries.swift", text: text)
  }

  private func file(of module: String, bytes: [UInt8], version: String) -> GeneratedFile {
    let text = """
      \(head(version))

      extension LibraryTable {
        static let \(name(module)): StaticString = #"\(PackedBytes.pack(bytes))"#
      }

      """
    let plain = module.drop { $0 == "_" }
    return GeneratedFile(path: "Sources/Graph/Generated/Library\(plain).swift", text: text)
  }
}
