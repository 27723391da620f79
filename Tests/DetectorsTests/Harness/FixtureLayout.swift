import Model

/// The modules of a fixture's repository, by the usual places: `Sources/NAME/…` and `Tests/NAME/…`.
///
/// A module with a `main.swift` is an executable, one below `Tests` a test module; every other is a library, which a
/// product offers unless its name begins with `Private`. A module may import what its files import. A fixture is about its rule, not about how manifests are read; that is
/// tested where they are read.
struct FixtureLayout {
  let layout: ProjectLayout

  init(_ sources: [FixtureSource]) {
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
