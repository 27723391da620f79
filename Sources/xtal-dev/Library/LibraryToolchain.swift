import Foundation

/// Reads the interfaces of a toolchain's modules, with the toolchain's own programs.
///
/// Modules that ship an interface are read from it. For the others the compiler prints the interface of the compiled
/// module; where it cannot, because the module hangs on C headers that are not shipped, the tool that prints a module for
/// editors does, which leaves inferred type aliases out.
struct LibraryToolchain {
  /// What keeps a toolchain's interfaces from being read.
  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  /// C modules that compiled modules ask for and that are not shipped. Empty ones do: their declarations are not public.
  private static let absentModules = ["_CFXMLInterface", "_DispatchOverlayShims"]

  /// The toolchain's `usr` folder.
  let root: URL

  /// The toolchain at `path` (its `usr` folder), or the one whose `swift` is found first in `searchPath`.
  init(path: String?, searchPath: String) throws {
    if let path {
      root = URL(filePath: path, directoryHint: .isDirectory)
    } else {
      let folders = searchPath.split(separator: ":").map { URL(filePath: String($0), directoryHint: .isDirectory) }
      let swift = folders.map { $0.appending(path: "swift") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }
      guard let swift else { throw Problem(description: "no swift on PATH; name a toolchain with --toolchain") }
      root = swift.resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
    }
    guard FileManager.default.fileExists(atPath: modulesFolder.path) else {
      throw Problem(
        description: "\(root.path) holds no modules for Linux, from which the table is made; "
          + "name the usr folder of a toolchain for Linux with --toolchain")
    }
  }

  private var modulesFolder: URL { root.appending(path: "lib/swift/linux") }

  /// `6.3.1`.
  func version() throws -> String {
    let text = try run("swift-frontend", ["--version"])
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let position = words.firstIndex(of: "version"), position + 1 < words.count else {
      throw Problem(description: "swift-frontend --version says no version: \(text)")
    }
    return words[position + 1]
  }

  /// The interface of a module as source.
  func interface(of module: String) throws -> String {
    let folder = modulesFolder.appending(path: module + ".swiftmodule")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    if let name = names.first(where: { $0.hasSuffix(".swiftinterface") && !$0.contains(".private.") }) {
      return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    guard let name = names.first(where: { $0.hasSuffix(".swiftmodule") }) else {
      throw Problem(description: "\(folder.path) holds no module")
    }
    if let text = try? printed(module, compiled: folder.appending(path: name)) { return text }
    let target = String(name.dropLast(".swiftmodule".count))
    return try run("swift-synthesize-interface", ["-module-name", module, "-target", target, "-sdk", "/"])
  }

  /// The interface that the compiler prints of a compiled module.
  private func printed(_ module: String, compiled: URL) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "xtal-library-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let map = Self.absentModules.map { "module \($0) {}\n" }.joined()
    try Data(map.utf8).write(to: folder.appending(path: "module.modulemap"))
    let interface = folder.appending(path: "\(module).swiftinterface")
    _ = try run(
      "swift-frontend",
      [
        "-merge-modules", "-emit-module", compiled.path, "-module-name", module, "-enable-library-evolution",
        "-I", folder.path, "-emit-module-interface-path", interface.path,
        "-o", folder.appending(path: "\(module).swiftmodule").path,
      ])
    return try String(contentsOf: interface, encoding: .utf8)
  }

  /// Standard output of one of the toolchain's programs. Output goes to a file: a pipe that nobody drains would stop it.
  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let output = FileManager.default.temporaryDirectory.appending(path: "xtal-library-\(UUID().uuidString).txt")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = root.appending(path: "bin/\(program)")
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw Problem(description: "\(program) \(arguments.joined(separator: " ")) failed")
    }
    return try String(contentsOf: output, encoding: .utf8)
  }
}
