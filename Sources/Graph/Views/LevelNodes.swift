import Facts
import Model

/// Numbers the nodes of a ``LevelGraph`` and says which node each declaration belongs to.
struct LevelNodes {
  private(set) var subjects: [LevelSubject] = []
  /// For each declaration its node, -1 for none.
  private(set) var ofDeclaration: [Int32]
  /// For each file the node of what stands in none of its declarations, -1 for none.
  private(set) var ofFile: [Int32]

  private let graph: CodeGraph

  init(_ graph: CodeGraph, level: GraphDocument.Level) {
    self.graph = graph
    ofDeclaration = [Int32](repeating: -1, count: graph.declarationCount)
    ofFile = [Int32](repeating: -1, count: graph.files.count)
    switch level {
    case .module: numberModules()
    case .file: numberFiles()
    case .type: numberTypes()
    case .declaration: numberDeclarations()
    }
  }

  private mutating func numberModules() {
    subjects = graph.layout.modules.indices.map { .module($0) }
    for (index, file) in graph.files.enumerated() where !file.isManifest { ofFile[index] = file.module }
    takeFileNodes()
  }

  private mutating func numberFiles() {
    for index in graph.files.indices where !graph.files[index].isManifest { _ = fileNode(index) }
    takeFileNodes()
  }

  private mutating func numberTypes() {
    number { [graph] declaration, _ in Int(graph.typeOfDeclaration[declaration]) }
  }

  private mutating func numberDeclarations() {
    number { [graph] declaration, fact in
      if fact.kind == .extension, graph.typeOfDeclaration[declaration] >= 0 {
        return Int(graph.typeOfDeclaration[declaration])
      }
      return fact.traits.contains(.isLocal) ? graph.parent(declaration) : declaration
    }
  }

  /// Gives each declaration the node of the one that `owner` names: itself, an enclosing one, the extended type; the
  /// file's for -1.
  private mutating func number(_ owner: (Int, DeclarationFact) -> Int) {
    var owners = [Int](repeating: -1, count: graph.declarationCount)
    var hasTopLevelReferences = [Bool](repeating: false, count: graph.files.count)
    for reference in graph.references where reference.source < 0 { hasTopLevelReferences[Int(reference.file)] = true }
    for (index, file) in graph.files.enumerated() where !file.isManifest {
      for (local, fact) in file.facts.declarations.enumerated() {
        let declaration = Int(file.firstDeclaration) + local
        owners[declaration] = owner(declaration, fact)
        if owners[declaration] == declaration {
          ofDeclaration[declaration] = Int32(subjects.count)
          subjects.append(.declaration(declaration))
        } else if owners[declaration] < 0 {
          ofDeclaration[declaration] = fileNode(index)
        }
      }
      // References at a file's top level need a node to start from.
      if hasTopLevelReferences[index] { _ = fileNode(index) }
    }
    for declaration in owners.indices where owners[declaration] >= 0 && owners[declaration] != declaration {
      ofDeclaration[declaration] = node(ofOwner: owners[declaration], owners)
    }
  }

  /// Follows owners to one that is a node. Broken code may lead in a circle, so the way is bounded.
  private func node(ofOwner start: Int, _ owners: [Int]) -> Int32 {
    var owner = start
    for _ in 0..<256 {
      if ofDeclaration[owner] >= 0 || owners[owner] < 0 { return ofDeclaration[owner] }
      owner = owners[owner]
    }
    return -1
  }

  private mutating func fileNode(_ file: Int) -> Int32 {
    if ofFile[file] < 0 {
      ofFile[file] = Int32(subjects.count)
      subjects.append(.file(file))
    }
    return ofFile[file]
  }

  /// Every declaration belongs to its file's node.
  private mutating func takeFileNodes() {
    for declaration in ofDeclaration.indices {
      ofDeclaration[declaration] = ofFile[Int(graph.fileOfDeclaration[declaration])]
    }
  }
}
