import Facts
import Graph
import Model

/// What the tokens that spell the names of some stored properties do with them.
struct PropertyReads {
  /// Properties whose name is spelled elsewhere, meaning something else.
  private(set) var shared: Set<Int32> = []
  /// Whether something looks at values by reflection, which shows every stored property.
  private(set) var hasReflection = false

  private let graph: CodeGraph
  private let table: DeclarationTable
  private let candidates: [[Int32]]
  private var isRead: Set<Int32> = []
  private var written: [Int32: [Mention]] = [:]
  /// Files that look at the bytes of values.
  private let seesBytes: Set<Int32>

  init(of properties: [Int32], _ graph: CodeGraph, _ tables: SharedTables) {
    let table = tables.declarations
    self.graph = graph
    self.table = table
    var numbers: [NameKey: Int32] = [:]
    var candidates: [[Int32]] = []
    var texts: [(file: Int, text: StringID)] = []
    for property in properties {
      let key = table.keys[Int(property)]
      if numbers[key] == nil {
        numbers[key] = Int32(candidates.count)
        candidates.append([])
      }
      candidates[Int(numbers[key] ?? 0)].append(property)
      let file = Int(table.fileOf[Int(property)])
      let local = Int(property - graph.files[file].firstDeclaration)
      texts.append((file, graph.files[file].facts.declarations[local].name))
    }
    self.candidates = candidates
    let swift = graph.files.indices.filter { !graph.files[$0].isManifest }
    seesBytes = Set(swift.lazy.filter { tables.notes[$0].words.contains(.bytes) }.map { Int32($0) })
    hasReflection = swift.contains { tables.notes[$0].words.contains(.reflection) }
    var found: [Mention] = []
    MentionReader(graph, tables, names: numbers, texts: texts).read { found.append($0) }
    for mention in found { add(mention) }
  }

  /// Whether no token reads the property, and nobody looks at its type's bytes.
  func isUnread(_ property: Int32) -> Bool {
    guard !isRead.contains(property) else { return false }
    let type = table.nominalOf[Int(property)]
    guard type >= 0, table.kinds[Int(type)] == .struct else { return true }
    return !graph.references(to: Int(type)).contains { seesBytes.contains(graph.references[Int($0)].file) }
  }

  /// Where the property is given a value, by file and token.
  func writes(of property: Int32) -> [Mention] { written[property] ?? [] }

  private mutating func add(_ mention: Mention) {
    for property in candidates[Int(mention.name)] {
      switch mention.meaning {
      case .nothing, .local: continue
      case .external:
        if graph.layout.isShared(file: Int(table.fileOf[Int(property)])) {
          isRead.insert(property)
        } else {
          shared.insert(property)
        }
      case .label: if setsMemberwise(property, mention) { written[property, default: []].append(mention) }
      case .unknown:
        if mention.target == property || mention.target < 0 || !isWrite(mention) { isRead.insert(property) }
      case .resolved:
        if mention.target != property {
          if table.isOwner(Int(mention.target)) { shared.insert(property) }
        } else if isWrite(mention) {
          written[property, default: []].append(mention)
        } else {
          isRead.insert(property)
        }
      }
    }
  }

  /// Whether the label may set the property through the initialiser that the compiler writes: that of its own struct.
  private func setsMemberwise(_ property: Int32, _ mention: Mention) -> Bool {
    let type = table.nominalOf[Int(property)]
    guard type >= 0, table.kinds[Int(type)] == .struct, mention.node >= 0 else { return false }
    let tree = graph.files[Int(mention.file)].facts.tree
    let call = Int(tree[Int(mention.node)].parent)
    guard tree[call].kind == .call, let callee = tree.firstChild(of: call) else { return false }
    for place in graph.incomingStarts[Int(type)]..<graph.incomingStarts[Int(type) + 1] {
      let position = Int(graph.incoming[Int(place)])
      if graph.references[position].file == mention.file, Int(graph.references[position].node) == callee { return true }
    }
    return false
  }

  /// Whether the token is all of what an assignment sets. Compound assignment counts: nobody sees what it reads.
  private func isWrite(_ mention: Mention) -> Bool {
    guard mention.node >= 0 else { return false }
    let facts = graph.files[Int(mention.file)].facts
    var node = Int(mention.node)
    // `self.count` is a member whose name this is; `count.value = 1` reads `count`.
    let parent = Int(facts.tree[node].parent)
    guard facts.tree[parent].kind == .sequence else { return false }
    node = Int(facts.tree[node].end)
    guard node < Int(facts.tree[parent].end), parent + 1 == Int(mention.node) else { return false }
    switch facts.tree[node].kind {
    case .assignment: return isStatement(parent, facts)
    case .binaryOperator:
      return facts.strings.withBytes(of: facts.tree[node].name) { bytes in
        let isCompound = bytes.count >= 2 && bytes.count <= 4 && bytes[bytes.count - 1] == UInt8(ascii: "=")
        return isCompound && !Self.comparing.contains(bytes[0])
      } && isStatement(parent, facts)
    default: return false
    }
  }

  private static let comparing = [
    UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"),
  ]

  /// Whether the assignment stands for itself; as the only expression of a closure it may be its result.
  private func isStatement(_ sequence: Int, _ facts: FileFacts) -> Bool {
    switch facts.tree[Int(facts.tree[sequence].parent)].kind {
    case .argument, .tuple, .returnStatement: false
    default: true
    }
  }
}
