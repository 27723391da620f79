import Model
import Snapshot

/// The modules of a fixture's repository: those that its `Package.swift` declares, where there is one that imports
/// `PackageDescription`; else by the usual places, `Sources/NAME/…` and `Tests/NAME/…`, and a module may import what its
/// files import.
///
/// By the usual places, a module with a `main.swift` is an executable, one below `Tests` a test module; every other is a
/// library, which a product offers unless its name begins with `Private`.
struct FixtureLayout {
  let layout: ProjectLayout

  init(_ sources: [FixtureSource]) {
    if sources.contains(where: { Self.isManifest($0.path) && $0.text.contains("import PackageDescription") }) {
      let reading = FixtureReading(sources)
      layout = LayoutReader.read(files: reading.files, reader: reading)
      return
    }
    let owners = sources.map { Self.owner(of: $0.path) }
    let names = Set(owners.compactMap(\.?.name)).sorted()
    var imports = [String: Set<String>]()
    for (source, owner) in zip(sources, owners) {
      guard let owner else { continue }
      imports[owner.name, default: []].formUnion(Self.imports(of: source.text))
    }
    let modules = names.map { name in
      let imported = (imports[name] ?? []).subtracting([name])
      return ProjectLayout.Module(
        name: name, importName: name,
        kind: Self.kind(of: name, owners, sources),
        packagePath: "", dependencies: names.indices.filter { imported.contains(names[$0]) },
        externalDependencies: imported.subtracting(names).sorted(), isProduct: Self.isProduct(name, owners, sources))
    }
    let moduleOfFile = owners.map { owner in owner.flatMap { names.firstIndex(of: $0.name) } ?? -1 }
    layout = ProjectLayout(modules: modules, moduleOfFile: moduleOfFile, gaps: [])
  }

  static func isManifest(_ path: String) -> Bool {
    path.split(separator: "/").last?.hasPrefix("Package") == true
  }

  private static func kind(
    of name: String, _ owners: [(name: String, isTest: Bool)?], _ sources: [FixtureSource]
  ) -> ProjectLayout.ModuleKind {
    let own = zip(sources, owners).filter { $0.1?.name == name }
    if own.contains(where: { $0.1?.isTest == true }) { return .test }
    return own.contains { $0.0.path.hasSuffix("/main.swift") } ? .executable : .library
  }

  private static func isProduct(
    _ name: String, _ owners: [(name: String, isTest: Bool)?], _ sources: [FixtureSource]
  ) -> Bool {
    kind(of: name, owners, sources) == .library && !name.hasPrefix("Private")
  }

  private static func owner(of path: String) -> (name: String, isTest: Bool)? {
    let parts = path.split(separator: "/")
    guard parts.count > 2, parts[0] == "Sources" || parts[0] == "Tests" else { return nil }
    return (String(parts[1]), parts[0] == "Tests")
  }

  private static func imports(of text: String) -> [String] {
    FixtureSource.lines(of: text).compactMap { line in
      let words = line.split { $0 == " " || $0 == "\r" }
      guard let keyword = words.firstIndex(of: "import"), words.count > keyword + 1 else { return nil }
      return String(words[keyword + 1])
    }
  }
}

/// A fixture's sources as the layout reads them.
private struct FixtureReading: SourceReading {
  let files: [SourceFile]
  private let texts: [String: [UInt8]]

  init(_ sources: [FixtureSource]) {
    let blob = [UInt8](repeating: 0, count: 20).withUnsafeBytes { BlobID(bytes: $0) }
    files = sources.map { source in
      SourceFile(
        path: source.path, rawPath: Array(source.path.utf8),
        kind: FixtureLayout.isManifest(source.path) ? .manifest : .swift, blob: blob, size: source.text.utf8.count)
    }
    texts = Dictionary(uniqueKeysWithValues: sources.map { ($0.path, Array($0.text.utf8)) })
  }

  func withBytes<Result>(
    of file: SourceFile, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    try texts[file.path, default: []].withUnsafeBufferPointer(body)
  }
}
