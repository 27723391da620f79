import Facts
import Model
import Testing

@testable import Graph

/// What the resolver makes of each construct of the language, one small source each. The library's table is used.
@Suite struct ConstructTests {
  /// `name@line → line` of each reference to a declaration of the source, in order, `name@line → ?` for none.
  private func resolved(_ text: String, _ names: Set<String>) -> [String] {
    let graph = graph([("Sources/Main/Main.swift", text)])
    let file = graph.files[0]
    func line(_ offset: UInt32) -> Int { file.facts.lineStarts.lastIndex { $0 <= offset }.map { $0 + 1 } ?? 0 }
    var found: [(UInt32, String)] = []
    for reference in graph.references {
      let node = file.facts.tree[Int(reference.node)]
      let name = file.facts.strings[node.name]
      let target = graph.declaration(Int(reference.target))
      guard names.contains(name), reference.role != .override else { continue }
      let offset = file.facts.tokens.offsets[Int(node.nameToken)]
      found.append(
        (offset, "\(name)@\(line(offset)) → \(line(file.facts.tokens.offsets[Int(target.nameToken)]))"))
    }
    for reference in graph.unresolvedReferences {
      let node = file.facts.tree[Int(reference.node)]
      let name = file.facts.strings[node.name]
      guard names.contains(name) else { continue }
      let offset = file.facts.tokens.offsets[Int(node.nameToken)]
      found.append((offset, "\(name)@\(line(offset)) → ?"))
    }
    return found.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
  }

  @Test func closuresTakeTheirParametersFromTheCall() {
    let text = """
      struct Crate { var apples = 0
        var label = "" }
      func all(_ crates: [Crate]) -> [Int] {
        let sums = crates.map { $0.apples }
        let first = crates.filter { crate in crate.label.isEmpty }.first?.apples
        return sums + crates.sorted { $0.apples < $1.apples }.map(\\.apples) + [first ?? 0]
      }
      """
    #expect(
      resolved(text, ["apples", "label"])
        == ["apples@4 → 1", "label@5 → 2", "apples@5 → 1", "apples@6 → 1", "apples@6 → 1", "apples@6 → 1"])
  }

  /// A case stands outside of its `switch` only where the source is broken; what it names is resolved all the same.
  @Test(arguments: [
    "func bake() { case .a: knead() }", "let bread = { #if A\n case .a: knead()\n #endif }",
    "func bake() { default: knead() }", "func bake() { dough = { case let a? = b where c: knead() } }",
    "func bake() { if a { case .a(let x) where x > 1, .b: knead() } }",
  ])
  func straysEnd(_ source: String) {
    let graph = graph([("Sources/Main/Main.swift", "func knead() {}\n\(source)\n")])
    #expect(graph.files.count == 1)
    #expect(graph.references.contains { graph.qualifiedName(Int($0.target)) == "knead()" })
  }

  @Test func bindingsCarryTheirTypes() {
    let text = """
      struct Leaf { var vein = 1 }
      enum Tree { case leaf(Leaf)
        case branch(left: Leaf?, right: [Leaf]) }
      func walk(_ tree: Tree, _ any: Any) -> Int {
        switch tree {
        case .leaf(let leaf): return leaf.vein
        case .branch(let left, let right):
          for leaf in right { _ = leaf.vein }
          if let left { return left.vein }
          guard let last = right.last else { return 0 }
          let (one, two) = (last, 2)
          if let cast = any as? Leaf { return cast.vein }
          return one.vein + two
        }
      }
      """
    #expect(
      resolved(text, ["vein", "leaf", "branch"]).filter { $0.hasPrefix("vein") }
        == ["vein@6 → 1", "vein@8 → 1", "vein@9 → 1", "vein@12 → 1", "vein@13 → 1"])
  }

  @Test func overloadsAreToldApartByLabelsThenTypes() {
    let text = """
      func weigh(_ value: Int) -> Int { value }
      func weigh(_ value: String) -> String { value }
      func weigh(by value: Int, _ more: Int...) -> Int { value }
      func use(_ done: () -> Void = {}, then next: () -> Int) {}
      func call() {
        _ = weigh(1)
        _ = weigh("a")
        _ = weigh(by: 1, 2, 3)
        use { 1 }
      }
      """
    #expect(
      resolved(text, ["weigh", "use"]) == ["weigh@6 → 1", "weigh@7 → 2", "weigh@8 → 3", "use@9 → 4"])
  }

  @Test func membersComeFromExtensionsWithFittingConditions() {
    let text = """
      protocol Named { var name: String { get } }
      struct Box<Content> { var content: Content }
      extension Box where Content: Named {
        var title: String { content.name }
      }
      extension Box where Content == Int {
        var title: Int { content }
      }
      struct Pear: Named { var name = "" }
      func show(_ pear: Box<Pear>, _ number: Box<Int>) { print(pear.title, number.title, pear.content.name) }
      """
    #expect(
      resolved(text, ["title", "name"]) == ["name@4 → 1", "title@10 → 4", "title@10 → 7", "name@10 → 9"])
  }

  @Test func genericsAndAssociatedTypesAreFollowed() {
    let text = """
      protocol Store { associatedtype Item
        func first() -> Item }
      struct Pear { var weight = 1 }
      struct Shelf: Store { func first() -> Pear { Pear() } }
      func peel<S: Store>(_ store: S) -> S.Item { store.first() }
      func use(_ shelf: Shelf, _ some: some Store, _ any: any Store) {
        _ = peel(shelf).weight
        _ = shelf.first().weight
        _ = some.first()
        _ = any.first()
      }
      """
    #expect(
      resolved(text, ["weight", "first", "peel"])
        == [
          "first@5 → 2", "peel@7 → 5", "weight@7 → 3", "first@8 → 4", "weight@8 → 3", "first@9 → 2", "first@10 → 2",
        ])
  }

  @Test func implicitMembersTakeTheTypeOfTheirPlace() {
    let text = """
      enum Side { case left
        static let standard = Side.left }
      struct Turn { var side: Side
        init(_ side: Side) { self.side = side } }
      func turn(_ side: Side = .left) -> Turn { .init(.standard) }
      func use(_ turn: Turn) -> Bool { let other: Side? = .left
        return turn.side == .left && other == .standard }
      """
    #expect(
      resolved(text, ["left", "standard"])
        == [
          "left@2 → 1", "left@5 → 1", "standard@5 → 2", "left@6 → 1", "left@7 → 1", "standard@7 → 2",
        ])
  }

  @Test func wrappersKeyPathsSubscriptsAndDynamicMembers() {
    let text = """
      @propertyWrapper struct Clamped { var wrappedValue: Int
        var projectedValue: String { "" }
        init(wrappedValue: Int) { self.wrappedValue = wrappedValue } }
      struct Scale { @Clamped var load = 1
        subscript(row row: Int) -> Scale { self } }
      @dynamicMemberLookup struct Lens { var scale: Scale
        subscript<T>(dynamicMember path: KeyPath<Scale, T>) -> T { scale[keyPath: path] } }
      func read(_ scale: Scale, _ lens: Lens) {
        _ = scale.load + scale[row: 1].load
        _ = scale.$load
        _ = lens.load
        _ = [scale].map(\\.load)
      }
      """
    #expect(
      resolved(text, ["load", "$load"])
        == ["load@9 → 4", "load@9 → 4", "$load@10 → 4", "load@11 → 4", "load@11 → 7", "load@12 → 4"])
  }

  /// What a wrapper wraps is inferred from the variable's own value, whichever file is looked at first.
  @Test func wrappedTypesDoNotDependOnTheOrderOfFiles() {
    let declaring = """
      @propertyWrapper class Guarded<T> { var wrappedValue: T
        var projectedValue: Guarded<T> { self }
        init(wrappedValue: T) { self.wrappedValue = wrappedValue }
        func write<U>(_ closure: (inout T) -> U) -> U { closure(&wrappedValue) } }
      class Request { struct State { var streams: [Int] = []
          var count = 0 }
        @Guarded var state = State() }
      """
    let using = "extension Request { func run() { $state.write { $0.count += 1 } } }\n"
    for (first, second) in [(using, declaring), (declaring, using)] {
      let graph = graph([("Sources/Main/A.swift", first), ("Sources/Main/B.swift", second)], workers: 1)
      let found = graph.references.first {
        graph.qualifiedName(Int($0.target)) == "Request.State.count" && $0.role == .write
      }
      #expect(found.map { $0.confidence > 80 } ?? false)
    }
  }

  @Test func shadowedNamesStandForWhatTheyShadow() {
    let text = """
      struct Cart { var load: Int?
        func go() -> Int {
          if let load { return load }
          let later = { [load] in load ?? 0 }
          return later()
        } }
      """
    #expect(resolved(text, ["load"]) == ["load@3 → 1", "load@3 → 1", "load@4 → 1", "load@4 → 1"])
  }

  @Test func clausesMeanWhatIsCompiledWithThem() {
    let text = """
      #if os(Windows)
        func open() -> Int { 1 }
      #elseif canImport(Darwin)
        func open() -> Int { 2 }
        func mac() -> Int { open() }
      #else
        func open() -> Int { 3 }
      #endif
      func use() -> Int { open() }
      #if compiler(>=99)
        struct Next { var value = 1 }
      #else
        struct Next { var value = 2 }
      #endif
      extension Next { var twice: Int { value + value } }
      """
    #expect(
      resolved(text, ["open", "value"]) == ["open@5 → 4", "open@9 → 7", "value@15 → 13", "value@15 → 13"])
  }

  @Test func selfOfAClassIsTheReceiver() {
    let text = """
      class Request { func retried() -> Self { self } }
      final class Upload: Request { var size = 1 }
      extension Request { static func make() -> Request { Request() } }
      func send(_ upload: Upload) -> Int { upload.retried().size }
      """
    #expect(resolved(text, ["retried", "size", "make"]) == ["retried@4 → 1", "size@4 → 2"])
  }

  @Test func whatIsMissingHasAReason() {
    let graph = graph([
      (
        "Sources/Main/Main.swift",
        """
        struct Cart { var load = 1
          func move(to end: Int) {} }
        struct Odd: Unknown {}
        func use(_ cart: Cart, _ odd: Odd, _ foreign: Foreign) {
          _ = cart.lod
          cart.move(from: 1)
          _ = odd.anything
          _ = foreign.whatever
          print(cart)
        }
        """
      )
    ])
    func reasons(_ name: String) -> [UnresolvedReason] {
      graph.unresolvedReferences.filter {
        graph.files[0].facts.strings[graph.files[0].facts.tree[Int($0.node)].name] == name
      }.map(\.reason)
    }
    #expect(reasons("lod") == [.noMember])
    #expect(reasons("move") == [.noFittingArguments])
    #expect(!reasons("anything").contains(.noMember) && !reasons("anything").isEmpty)
    #expect(!reasons("whatever").contains(.noMember) && !reasons("whatever").isEmpty)
    #expect(reasons("print") == [.external])
  }

  /// Programs that no compiler takes: they end, and say nothing wild.
  @Test(arguments: [
    "typealias A = B\ntypealias B = A\nlet x: A = 1\nfunc f() { x.y() }",
    "class A: B {}\nclass B: A {}\nfunc f(_ a: A) { a.b.c() }",
    "protocol P: P { associatedtype T: P where T.T == T }\nextension P where Self: P { var me: Self { self } }\nfunc f<X: P>(_ x: X) { _ = x.me.me.me }",
    "struct S {}\nstruct S { var a = 1 }\nenum S { case a }\nfunc f(_ s: S) { _ = s.a }",
    "let a = b\nlet b = a\nfunc f() { a.c() }",
    "extension E.E.E { struct E {} }\nenum E { typealias E = E.E }\nfunc f(_ e: E.E.E) {}",
    "protocol P { associatedtype A: P }\nfunc f<T: P>(_ t: T) where T.A == T.A.A, T == T.A { f(t) }",
    "struct G<T> { typealias U = G<U> }\nfunc f(_ g: G<G<Int>.U>.U) {}",
  ])
  func impossibleProgramsEnd(text: String) {
    let (one, two) = (
      graph([("Sources/Main/Main.swift", text), ("Sources/Main/More.swift", text)], workers: 1),
      graph([("Sources/Main/Main.swift", text), ("Sources/Main/More.swift", text)], workers: 2)
    )
    #expect(one.hasSameLinks(as: two))
    #expect(!one.references.isEmpty || !one.unresolvedReferences.isEmpty)
  }
}
