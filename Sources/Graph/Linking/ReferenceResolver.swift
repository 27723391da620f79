import Facts
import Model

/// Resolves the references of one file against the symbol table, walking its compact tree once in source order.
///
/// First tier: lexical scopes, members through `self` and declared types, extensions, imports, argument labels. It does
/// not check types: overloads are told apart by their labels alone, and generic arguments are not followed.
struct ReferenceResolver {
  /// What a file's references come to.
  struct Outcome: Sendable {
    var references: [Reference] = []
    var unresolved = CodeGraph.UnresolvedCounts()
  }

  /// How sure each way of resolving is, in percent.
  enum Confidence {
    static let lexical: UInt8 = 98
    static let member: UInt8 = 95
    static let overload: UInt8 = 80
    static let uniqueName: UInt8 = 60
  }

  struct Frame {
    var end: UInt32
    /// Global index of the enclosing declaration, -1 at top level.
    var declaration: Int32
    var opensScope: Bool
    /// Names to bind in the surrounding scope when the frame ends: a binding is not visible in its own initialiser.
    var pending: [(name: StringID, declaration: Int32, type: KnownType)] = []
  }

  let symbols: SymbolTable
  let file: Int32
  let facts: FileFacts
  let tree: CompactTree
  let names: [Int32]
  let firstDeclaration: Int32
  var scopes: LocalScopes
  var frames: [Frame]
  var nextDeclaration = 0
  var typeMemo: [KnownType?]
  var outcome = Outcome()
  let implicitNames: [StringID]
  let commonNames: CommonMemberNames

  init(symbols: SymbolTable, file: Int32, commonNames: CommonMemberNames) {
    self.symbols = symbols
    self.file = file
    facts = symbols.files[Int(file)].facts
    tree = facts.tree
    names = symbols.names.numbers[Int(file)]
    firstDeclaration = symbols.files[Int(file)].firstDeclaration
    scopes = LocalScopes(nameCount: facts.strings.count)
    frames = [Frame(end: .max, declaration: -1, opensScope: false)]
    typeMemo = [KnownType?](repeating: nil, count: facts.tree.nodes.count)
    implicitNames = Self.implicitNames(in: facts.strings)
    self.commonNames = commonNames
  }

  var currentDeclaration: Int32 { frames[frames.count - 1].declaration }

  /// The nominal type that `self` is at the present place, -1 for none.
  var selfType: Int32 {
    let declaration = currentDeclaration
    return declaration < 0 ? -1 : symbols.typeOfDeclaration[Int(declaration)]
  }

  mutating func resolve() -> Outcome {
    for index in 0..<tree.nodes.count {
      closeFrames(before: UInt32(index))
      enter(index)
      resolveNode(index)
    }
    return outcome
  }
}
