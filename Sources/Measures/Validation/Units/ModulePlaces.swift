package import Model

/// Which module a path belongs to, by the layout of one snapshot, for paths that it need not have.
package struct ModulePlaces: Sendable, Equatable {
  /// Module by path; nil for a file of no module, and for tests.
  private var modules: [String: String?] = [:]
  /// For each folder the module that has most of the files below it.
  private var folders: [String: String?] = [:]

  /// `paths` are those of the layout's files, in its order.
  package init(paths: [String], layout: ProjectLayout) {
    var counts: [String: [String: Int]] = [:]
    for (index, path) in paths.enumerated() {
      let number = layout.moduleOfFile.indices.contains(index) ? layout.moduleOfFile[index] : -1
      guard layout.modules.indices.contains(number), !TestCode.holds(path, module: layout.modules[number]) else {
        modules[path] = .some(nil)
        if layout.modules.indices.contains(number) { Self.count("", in: path, &counts) }
        continue
      }
      modules[path] = layout.modules[number].name
      Self.count(layout.modules[number].name, in: path, &counts)
    }
    folders = counts.mapValues { counts in
      let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      return best == "" ? nil : best
    }
  }

  private static func count(_ module: String, in path: String, _ counts: inout [String: [String: Int]]) {
    for folder in folders(around: path) { counts[folder, default: [:]][module, default: 0] += 1 }
  }

  /// The folders around a path, the nearest first, the root left out.
  private static func folders(around path: String) -> [String] {
    let parts = path.split(separator: "/").dropLast()
    return parts.indices.reversed().map { parts[...$0].joined(separator: "/") }
  }

  /// The module of a path: its own where the snapshot has it, else that of most files in the nearest folder that the
  /// snapshot has files of modules in. Nil for tests, and where there is none.
  package func module(of path: String) -> String? {
    if let known = modules[path] { return known }
    for folder in Self.folders(around: path) {
      if let found = folders[folder] { return found }
    }
    return nil
  }
}
