import Facts

/// What the resolver knows at one place of one file: the names that local scopes bind, the declaration around it, and
/// the types of expressions already looked at.
///
/// A class because resolving nests: bodies bind names for what follows them.
final class FileScope {
  /// A name that a local scope binds: a parameter, a local variable or function, a pattern's variable.
  struct Binding {
    var name: UInt32
    /// Global index of the local declaration; -1 for a name that is no declaration of its own (a parameter …).
    var declaration: Int32
    var type: TypeID
    /// Whether the type is written, or that of something whose type is: inferring could not have come to another one.
    var isFirm: Bool
    fileprivate var previous: Int32
  }

  let unit: SourceUnit
  let tree: CompactTree
  /// Global index of the enclosing declaration, -1 at top level.
  var declaration: Int32 = -1
  /// What `return` gives back here; unknown where nothing is expected.
  var expectedResult: TypeID = .unknown
  /// Type of the first value that `return` gave back in the closure at hand.
  var returnedType: TypeID = .unknown
  var isStaticContext = false
  /// The world in which names are looked up.
  var world = BuildConditions.Worlds.linux
  /// Whether a clause of `#if` around the place hangs on what is not known.
  var isUncertain = false
  /// Types of expressions that were looked at without recording.
  var probeTypes: [Int: TypeID] = [:]

  /// Callees that may mean one of several overloads which do not give back the same: what follows may decide.
  var openCallees: Set<Int> = []

  private var implicitNames: [UInt: StringID] = [:]
  private var bindings: [Binding] = []
  private var innermost: [Int32]
  private lazy var declarationAtNode: [Int32] = {
    var row = [Int32](repeating: -1, count: tree.nodes.count)
    for (index, fact) in unit.declarations.enumerated() {
      row[Int(fact.node)] = unit.firstDeclaration + Int32(index)
    }
    return row
  }()

  /// Whether the place is only looked at for another file's sake: its local declarations have no indices then.
  private let isBorrowed: Bool

  init(unit: SourceUnit, isBorrowed: Bool = false) {
    self.unit = unit
    self.isBorrowed = isBorrowed
    tree = unit.tree
    innermost = [Int32](repeating: -1, count: unit.strings.count)
  }

  /// The file's identifier of a name that the language binds by itself; nil where the file never writes it.
  func implicitName(_ text: StaticString) -> StringID? {
    let key = UInt(bitPattern: text.utf8Start)
    if let known = implicitNames[key] { return known.isEmpty ? nil : known }
    var found = StringID.empty
    let count = text.utf8CodeUnitCount
    for index in 1..<max(1, unit.strings.count) {
      let id = StringID(UInt32(index))
      guard unit.strings.range(of: id).count == count else { continue }
      let bytes = UnsafeBufferPointer(start: text.utf8Start, count: count)
      if unit.strings.withBytes(of: id, { $0.elementsEqual(bytes) }) {
        found = id
        break
      }
    }
    implicitNames[key] = found
    return found.isEmpty ? nil : found
  }

  /// The declaration that stands at a node, -1 for none.
  func declaration(atNode node: Int) -> Int32 { isBorrowed ? -1 : declarationAtNode[node] }

  var mark: Int { bindings.count }

  /// Undoes the bindings made since `mark`.
  func unbind(to mark: Int) {
    while bindings.count > mark {
      let binding = bindings.removeLast()
      innermost[Int(binding.name)] = binding.previous
    }
  }

  func bind(_ name: StringID, declaration: Int32 = -1, type: TypeID, isFirm: Bool = false) {
    guard !name.isEmpty else { return }
    bindings.append(
      Binding(
        name: name.index, declaration: declaration, type: type, isFirm: isFirm, previous: innermost[Int(name.index)]))
    innermost[Int(name.index)] = Int32(bindings.count - 1)
  }

  /// Takes the types of names that were bound more than once since `mark`, by clauses of `#if`, and not alike.
  func blurBindings(since mark: Int) {
    var types: [UInt32: TypeID] = [:]
    for binding in bindings[mark...] {
      guard let other = types[binding.name] else {
        types[binding.name] = binding.type
        continue
      }
      if other != binding.type { types[binding.name] = .unknown }
    }
    for index in mark..<bindings.count where types[bindings[index].name] == .unknown { bindings[index].type = .unknown }
  }

  func lookUp(_ name: StringID) -> Binding? {
    let index = innermost[Int(name.index)]
    return index < 0 ? nil : bindings[Int(index)]
  }
}
