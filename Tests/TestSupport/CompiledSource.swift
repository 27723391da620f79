import Foundation

/// A folder with Swift sources that were compiled with an index store beside them; removed when it goes out of scope.
package final class CompiledSource {
  package struct Failed: Error, CustomStringConvertible {
    package let description: String
  }

  /// What to do where the sources do not compile.
  package enum Errors {
    case refused
    /// The compiler leaves an index of what it understood.
    case tolerated
  }

  /// `swiftc` on `PATH`, nil where there is none.
  package static let compiler: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { "\($0)/swiftc" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Absolute, without symbolic links and without a slash at its end.
  package let root: String
  package var store: String { "\(root)/.build/debug/index/store" }

  /// Writes `sources`, by path from the root, and compiles them as the module `Sample`.
  package convenience init(_ sources: [String: String], errors: Errors = .refused) throws {
    try self.init(modules: [("Sample", sources)], errors: errors)
  }

  /// Writes the sources of each module, by path from the root, and compiles one module after the other into one store.
  /// A module may import those before it.
  package init(modules: [(name: String, sources: [String: String])], errors: Errors = .refused) throws {
    let made = FileManager.default.temporaryDirectory.appendingPathComponent("xtal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    guard let resolved = realpath(made.path, nil) else { throw Failed(description: "no temporary folder") }
    root = String(cString: resolved)
    free(resolved)
    for (path, text) in modules.flatMap({ $0.sources.sorted { $0.key < $1.key } }) {
      let file = URL(fileURLWithPath: "\(root)/\(path)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    for module in modules {
      try compile(module.sources.keys.sorted(), as: module.name, isImported: modules.count > 1, errors)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private func compile(_ paths: [String], as module: String, isImported: Bool, _ tolerance: Errors) throws {
    guard let compiler = Self.compiler else { throw Failed(description: "no swiftc on PATH") }
    try FileManager.default.createDirectory(atPath: "\(root)/.build/objects", withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: compiler)
    process.currentDirectoryURL = URL(fileURLWithPath: "\(root)/.build/objects")
    process.arguments =
      ["-c", "-module-name", module, "-index-store-path", store, "-I", ".", "-enable-testing"]
      + (paths.contains { $0.hasSuffix("/main.swift") } ? [] : ["-parse-as-library"])
      + (isImported ? ["-emit-module", "-emit-module-path", "\(module).swiftmodule"] : [])
      + paths.map { "\(root)/\($0)" }
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 || tolerance == .tolerated else {
      throw Failed(description: String(decoding: text, as: UTF8.self))
    }
  }

  /// Paths of the store's files below `records` or `units`, sorted.
  package func files(in part: String) -> [String] {
    let folder = "\(store)/v5/\(part)"
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.map { "\(folder)/\($0)" }.filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }
}
