import Model

@testable import Snapshot

/// A snapshot written down in a test: paths and texts, read from memory.
struct WrittenSnapshot: SourceReading {
  private let contents: [String: [UInt8]]
  let files: [SourceFile]

  init(_ texts: [String: String]) { self.init(bytes: texts.mapValues { Array($0.utf8) }) }

  init(bytes: [String: [UInt8]]) {
    contents = bytes
    let blob = [UInt8](repeating: 0, count: 20).withUnsafeBytes { BlobID(bytes: $0) }
    files = bytes.keys.sorted().map { path in
      let name = path.split(separator: "/").last ?? ""
      let kind: SourceFile.Kind =
        name == "project.pbxproj" ? .xcodeProject : name.hasPrefix("Package") ? .manifest : .swift
      return SourceFile(
        path: path, rawPath: Array(path.utf8), kind: kind, blob: blob, size: bytes[path, default: []].count)
    }
  }

  func withBytes<Result>(
    of file: SourceFile, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    guard let bytes = contents[file.path], !bytes.isEmpty || file.kind == .swift else {
      throw AnalysisError("there is nothing at \(file.path)")
    }
    return try bytes.withUnsafeBufferPointer(body)
  }

  var layout: ProjectLayout { LayoutReader.read(files: files, reader: self) }
}

extension WrittenSnapshot {
  /// A package with `manifest` at the root and an empty file at each of `sources`.
  init(manifest: String, sources: [String] = []) {
    var texts = ["Package.swift": "// swift-tools-version: 6.0\nimport PackageDescription\n" + manifest]
    for path in sources { texts[path] = "let value = 1" }
    self.init(texts)
  }

  /// The modules' names with the paths of their files; files of no module under "".
  var filesByModule: [String: [String]] {
    let layout = layout
    var result: [String: [String]] = [:]
    for (file, module) in zip(files.filter { $0.kind.isSource }, layout.moduleOfFile) {
      result[module < 0 ? "" : layout.modules[module].name, default: []].append(file.path)
    }
    return result
  }
}

extension ProjectLayout {
  var names: [String] { modules.map(\.name) }

  subscript(name: String) -> Module? { modules.first { $0.name == name } }

  /// The names of the modules that the named one depends on.
  func dependencies(of name: String) -> [String]? { self[name]?.dependencies.map { modules[$0].name } }

  var reasons: [String] { gaps.map(\.reason) }
}
