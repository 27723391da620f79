import Graph

/// Where the types of a cycle lie, as far as they take part in it.
struct CycleFolders {
  /// For each member the folders of its parts.
  private let folders: [Set<Substring>]

  init(of cycle: DependencyCycle, _ parts: TypeParts, _ graph: CodeGraph) {
    var folders: [Int: Set<Substring>] = [:]
    for node in cycle.nodes {
      let part = parts.parts[node]
      folders[part.type, default: []].insert(SourceFolder.path(of: graph.files[Int(part.file)].path))
    }
    self.folders = cycle.members.map { folders[$0] ?? [] }
  }

  /// Whether all lie in one folder.
  var isOne: Bool { Set(folders.joined()).count == 1 }

  /// Whether no two members lie in one folder, or one in a folder below another's.
  var areApart: Bool {
    folders.indices.allSatisfy { index in
      folders[..<index].allSatisfy { other in
        other.allSatisfy { left in folders[index].allSatisfy { right in Self.areApart(left, right) } }
      }
    }
  }

  private static func areApart(_ left: Substring, _ right: Substring) -> Bool {
    !left.utf8.starts(with: right.utf8) && !right.utf8.starts(with: left.utf8)
  }
}
