import Facts
import Model

/// What the nodes of a ``LevelGraph`` can be folded into, from near to far: declarations into their types or files, files
/// into folders, all into modules, and at last into one node for everything else.
struct FoldContainers {
  /// A node for what is folded, where the graph has none.
  struct Container: Equatable {
    var id: String
    var label: String
    var kind: String
  }

  /// For each size, from near to far, the container of each node.
  private(set) var stages: [[FoldPlan.Group]] = []
  private(set) var containers: [Container] = []
  private var numbers: [String: Int] = [:]

  init(_ graph: CodeGraph, _ view: LevelGraph) {
    switch view.level {
    case .module: break
    case .file: stages.append(view.subjects.map { folder(of: $0, graph) })
    case .type: break
    case .declaration: stages.append(view.subjects.indices.map { owner(of: $0, graph, view) })
    }
    if view.level != .module { stages.append(view.subjects.map { module(of: $0, graph) }) }
    let rest = number(Container(id: "*", label: "everything else", kind: "rest"))
    stages.append(view.subjects.map { _ in rest })
  }

  private mutating func number(_ container: Container) -> FoldPlan.Group {
    if let number = numbers[container.id] { return .container(number) }
    numbers[container.id] = containers.count
    containers.append(container)
    return .container(containers.count - 1)
  }

  private mutating func folder(of subject: LevelSubject, _ graph: CodeGraph) -> FoldPlan.Group {
    guard case .file(let index) = subject else { return module(of: subject, graph) }
    let path = graph.files[index].path
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "./"
    return number(Container(id: folder, label: folder, kind: "folder"))
  }

  private mutating func module(of subject: LevelSubject, _ graph: CodeGraph) -> FoldPlan.Group {
    let index: Int32 =
      switch subject {
      case .module(let module): Int32(module)
      case .file(let file): graph.files[file].module
      case .declaration(let declaration): graph.file(ofDeclaration: declaration).module
      }
    guard index >= 0 else { return number(Container(id: "module:", label: "code of no module", kind: "module")) }
    let name = graph.layout.modules[Int(index)].name
    return number(Container(id: "module:\(name)", label: name, kind: "module"))
  }

  /// The type around a member or the extension around it; the file of a global declaration. Types, extensions and the
  /// code of files contain themselves.
  private mutating func owner(of node: Int, _ graph: CodeGraph, _ view: LevelGraph) -> FoldPlan.Group {
    guard case .declaration(let declaration) = view.subjects[node],
      !graph.declaration(declaration).kind.holdsMembers
    else { return .node(node) }
    for owner in [Int(graph.typeOfDeclaration[declaration]), graph.parent(declaration)] where owner >= 0 {
      let node = view.nodeOfDeclaration[owner]
      if node >= 0 { return .node(Int(node)) }
    }
    let file = Int(graph.fileOfDeclaration[declaration])
    if view.nodeOfFile[file] >= 0 { return .node(Int(view.nodeOfFile[file])) }
    let path = graph.files[file].path
    return number(Container(id: path, label: "code of \(NodeNames.lastPart(of: path))", kind: "file"))
  }
}
