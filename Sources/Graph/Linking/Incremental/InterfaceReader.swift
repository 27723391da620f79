import Facts
import Model

/// What one file's declarations show to other files: everything but bodies, default values and, where a type is
/// written, initial values.
struct InterfaceReader {
  private let tree: CompactTree
  private let declarations: [DeclarationFact]
  private let strings: StringTable
  private let conditions: [ConditionFact]
  /// For each node whether a declaration begins there.
  private var startsDeclaration: [Bool]

  init(_ facts: FileFacts) {
    self.init(
      tree: facts.tree, declarations: facts.declarations, strings: facts.strings, conditions: facts.conditions)
  }

  /// For looking at header nodes only.
  init(_ unit: SourceUnit) {
    self.init(tree: unit.tree, declarations: unit.declarations, strings: unit.strings, conditions: [])
  }

  private init(
    tree: CompactTree, declarations: [DeclarationFact], strings: StringTable, conditions: [ConditionFact]
  ) {
    self.tree = tree
    self.declarations = declarations
    self.strings = strings
    self.conditions = conditions
    startsDeclaration = [Bool](repeating: false, count: tree.nodes.count)
    for declaration in declarations { startsDeclaration[Int(declaration.outerNode)] = true }
  }

  /// For each declaration a number that stays the same as long as it and what encloses it look the same to others;
  /// 0 for local ones, which no other file sees.
  func digests() -> [UInt64] {
    var result: [UInt64] = []
    result.reserveCapacity(declarations.count)
    for declaration in declarations {
      guard !declaration.traits.contains(.isLocal) else {
        result.append(0)
        continue
      }
      var hash = StableHash()
      hash.combine(declaration.parent >= 0 ? result[Int(declaration.parent)] : 1)
      hash.combine(UInt64(declaration.kind.rawValue) << 32 | UInt64(declaration.access.rawValue))
      hash.combine(UInt64(declaration.traits.rawValue))
      combine(declaration.fullName, into: &hash)
      if declaration.condition >= 0 { combine(conditions[Int(declaration.condition)].text, into: &hash) }
      forEachHeaderNode(of: declaration) { node in
        hash.combine(UInt64(tree[node].kind.rawValue) << 8 | UInt64(tree[node].flags.rawValue))
        combine(tree[node].name, into: &hash)
      }
      result.append(hash.value | 1)
    }
    return result
  }

  private func combine(_ text: StringID, into hash: inout StableHash) {
    strings.withBytes(of: text) { for byte in $0 { hash.combine(byte: byte) } }
    hash.combine(byte: 0xff)
  }

  /// The nodes of a declaration that others see, in order, the declarations within it left out.
  func forEachHeaderNode(of declaration: DeclarationFact, _ body: (Int) -> Void) {
    let start = Int(declaration.outerNode)
    let end = Int(tree[start].end)
    var node = start
    while node < end {
      let current = tree[node]
      let isForeign = node != start && startsDeclaration[node]
      if current.kind == .codeBlock || isForeign || current.kind == .initializer && isHidden(node) {
        body(node)
        node = Int(current.end)
      } else {
        body(node)
        node += 1
      }
    }
  }

  /// A default value, or the initial value of a variable whose type is written.
  private func isHidden(_ initializer: Int) -> Bool {
    let parent = Int(tree[initializer].parent)
    switch tree[parent].kind {
    case .parameter, .enumCaseElement: return true
    case .binding: return tree.firstChild(of: parent, .typeAnnotation) != nil
    default: return false
    }
  }
}
