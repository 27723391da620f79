package import Model

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The packages that the package manager has checked out below a repository's `.build/checkouts`.
///
/// Nothing is resolved or downloaded: what is not there is not known. Nothing outside the root is read, wherever links
/// lead.
package struct CheckedOutPackages: Sendable {
  /// A module of such a package with its files.
  package struct Module: Sendable {
    /// The name that an import uses.
    package var name: String
    /// The folder of its package in `checkouts`.
    package var package: String
    package var files: [SourceFile]
    package var reader: any SourceReading
  }

  /// Names of the packages' folders, sorted.
  package let names: [String]
  private let folder: String

  /// Folders in which the package manager looks for a target's sources, in its order.
  private static let sourceFolders = ["Sources", "Source", "src", "srcs"]
  /// What the package manager writes down about the checkouts: it changes whenever they do.
  private static let stateFile = "workspace-state.json"
  /// Longest state file and manifest that are looked at, in bytes.
  private static let longestText = 16 << 20

  /// The packages of the working tree at `root`; nil where there are none.
  package init?(root given: String) {
    guard let root = Self.resolved(given.isEmpty ? "." : given),
      let folder = Self.resolved(root + "/.build/checkouts"), Self.isInside(folder, root),
      let open = try? OpenFolder(path: folder), let entries = try? open.entries()
    else { return nil }
    self.folder = folder
    names = entries.filter { $0.kind == .folder && $0.name.first != UInt8(ascii: ".") }
      .compactMap { String(validating: $0.name, as: UTF8.self) }.sorted()
    if names.isEmpty { return nil }
  }

  /// Adds what decides what is read to a key: the packages, and the versions that the package manager wrote down.
  package func combine(into hash: inout StableHash) {
    for name in names { hash.combine(name) }
    let build = String(folder.dropLast("/checkouts".count))
    for byte in Self.bytes(of: Self.stateFile, in: build) ?? [] { hash.combine(byte: byte) }
  }

  /// The module of an import name; nil where no package has Swift sources for it. Costs a listing of its folder; where
  /// it does not lie where modules usually do, also one of each package whose manifest names it.
  package func module(named name: String) -> Module? {
    guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else { return nil }
    for package in names {
      for sources in Self.sourceFolders where !manifest(of: package, names: "\(sources)/\(name)") {
        // A folder that the manifest gives to a target by its path may be another module's.
        let path = "\(folder)/\(package)/\(sources)/\(name)"
        guard let resolved = Self.resolved(path), Self.isInside(resolved, folder),
          let snapshot = try? RepositorySnapshot.folder(at: resolved)
        else { continue }
        let files = snapshot.files.filter { $0.kind == .swift }
        return Module(name: name, package: package, files: files, reader: snapshot.reader)
      }
    }
    for package in names where manifest(of: package, names: name) {
      if let module = declaredModule(name, in: package) { return module }
    }
    return nil
  }

  private func manifest(of package: String, names name: String) -> Bool {
    guard let text = Self.bytes(of: "\(package)/Package.swift", in: folder) else { return false }
    let literal = Array("\"\(name)\"".utf8)
    guard text.count >= literal.count else { return false }
    return (0...(text.count - literal.count)).contains { text[$0] == literal[0] && text[$0...].starts(with: literal) }
  }

  /// A target that its manifest puts elsewhere.
  private func declaredModule(_ name: String, in package: String) -> Module? {
    let path = "\(folder)/\(package)"
    guard let resolved = Self.resolved(path), Self.isInside(resolved, folder),
      let snapshot = try? RepositorySnapshot.folder(at: resolved)
    else { return nil }
    let layout = LayoutReader.read(files: snapshot.files, reader: snapshot.reader)
    let sources = snapshot.files.filter { $0.kind.isSource }
    guard let module = layout.modules.firstIndex(where: { $0.importName == name && $0.kind == .library }) else {
      return nil
    }
    let files = sources.indices.filter { layout.moduleOfFile[$0] == module }.map { sources[$0] }
    return files.isEmpty ? nil : Module(name: name, package: package, files: files, reader: snapshot.reader)
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool { path.hasPrefix(folder + "/") }

  /// The bytes of a regular file below a folder that is not too long; no link on the way is followed.
  private static func bytes(of name: String, in folder: String) -> [UInt8]? {
    guard let root = try? OpenFolder(path: folder),
      let file = try? OpenFile.opening(path: Array(name.utf8), from: root.descriptor), file.stamp.size <= longestText
    else { return nil }
    return (try? file.withBytes { Array($0) }) ?? nil
  }
}
