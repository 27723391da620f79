import Facts
import Model

/// What one file's declarations show to other files: everything but bodies, default values and, where a type is
/// written, initial values.
struct InterfaceReader {
  private let tree: CompactTree
  private let declarations: [DeclarationFact]
  private let tokens: TokenStream
  private let strings: StringTable
  private let conditions: [ConditionFact]
  /// For each node whether a declaration begins there.
  private var startsDeclaration: [Bool]

  init(_ facts: FileFacts) {
    tree = facts.tree
    tokens = facts.tokens
    declarations = facts.declarations
    strings = facts.strings
    conditions = facts.conditions
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
      combineHeader(of: declaration, into: &hash)
      result.append(hash.value | 1)
    }
    return result
  }

  private func combine(_ text: StringID, into hash: inout StableHash) {
    strings.withBytes(of: text) { for byte in $0 { hash.combine(byte: byte) } }
    hash.combine(byte: 0xff)
  }

  /// The kinds of the nodes that others see, in order, and the tokens: those of bodies, default values and declarations
  /// within it left out.
  private func combineHeader(of declaration: DeclarationFact, into hash: inout StableHash) {
    let start = Int(declaration.outerNode)
    let end = Int(tree[start].end)
    var token = Int(tree[start].firstToken)
    func combineTokens(until limit: Int) {
      while token < limit {
        combine(tokens.texts[token], into: &hash)
        token += 1
      }
    }
    var node = start
    while node < end {
      let current = tree[node]
      hash.combine(UInt64(current.kind.rawValue) << 8 | UInt64(current.flags.rawValue))
      let isForeign = node != start && startsDeclaration[node]
      guard current.kind == .codeBlock || isForeign || current.kind == .initializer && isHidden(node) else {
        node += 1
        continue
      }
      combineTokens(until: Int(current.firstToken))
      token = max(token, Int(current.endToken))
      node = Int(current.end)
    }
    combineTokens(until: Int(tree[start].endToken))
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
