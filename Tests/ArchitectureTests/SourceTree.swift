import Facts
import Foundation
import Model

/// The files of this repository with the facts that xtal itself reads from them.
struct SourceTree: Sendable {
  /// One Swift file.
  struct File: Sendable {
    /// Path relative to the repository's root.
    var path: String
    /// Name of the folder directly under `Sources` or `Tests`.
    var target: String
    var facts: FileFacts

    /// Name without folders and extension.
    var name: String { String(path.split(separator: "/").last?.dropLast(".swift".count) ?? "") }

    /// Path and line of a node, as an editor understands it.
    func place(ofNode node: Int) -> String {
      "\(path):\(facts.position(ofToken: Int(facts.tree[node].firstToken)).line)"
    }

    /// Modules imported, in source order.
    var importedModules: [String] { facts.imports.map { facts.strings[$0.module] } }
  }

  /// The repository's root: the folder above `Tests`.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file under `Sources`.
  static let sources = SourceTree(folder: "Sources")
  /// Every Swift file under `Tests`.
  static let tests = SourceTree(folder: "Tests")

  /// Sorted by path.
  var files: [File]

  /// Parses on threads with large stacks, as the analyser does: a test's own thread may have little.
  private init(folder: String) {
    let paths = Self.swiftFiles(under: folder)
    files = parallelMap(count: paths.count, workers: 2) { index in
      let path = paths[index]
      let bytes = (try? Data(contentsOf: Self.root.appending(path: path))) ?? Data()
      let target = path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
      return File(path: path, target: target, facts: Self.facts(ofBytes: Array(bytes)))
    }
  }

  /// The facts of a text in memory, for the tests that prove that a check can fail.
  static func file(_ text: String, path: String = "Sources/Model/Sample.swift") -> File {
    let target = path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
    let facts = parallelMap(count: 1, workers: 1) { _ in Self.facts(ofBytes: Array(text.utf8)) }
    return File(path: path, target: target, facts: facts.first ?? FactsDraft().facts)
  }

  private static func facts(ofBytes bytes: [UInt8]) -> FileFacts {
    bytes.withUnsafeBufferPointer { FactsReader.read($0) }
  }

  private static func swiftFiles(under folder: String) -> [String] {
    let base = root.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/\($0)" }
  }
}
