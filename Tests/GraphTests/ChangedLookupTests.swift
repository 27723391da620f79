import Facts
import Model
import Testing

@testable import Graph

/// Files that nobody touched are resolved again where something that they rest on gives something else, named or not; and
/// only the parts of them that do.
@Suite struct ChangedLookupTests {
  private static let library = LibraryModules.load(names: [], workers: 2)

  /// One module of files `a.swift`, `b.swift` and so on.
  private func inputs(_ texts: [String]) -> ([GraphLinker.Input], ProjectLayout) {
    let files = texts.enumerated().map { index, text in
      var hash = StableHash()
      hash.combine(text)
      let blob = withUnsafeBytes(of: (hash.value, hash.value, UInt32(0))) { BlobID(bytes: $0) }
      let facts = Array(text.utf8).withUnsafeBufferPointer { FactsReader.read($0) }
      return GraphLinker.Input(
        path: "Sources/Main/\(Character(UnicodeScalar(UInt8(97 + index)))).swift", blob: blob, facts: facts,
        isManifest: false)
    }
    let module = ProjectLayout.Module(
      name: "Main", importName: "Main", kind: .library, packagePath: "", dependencies: [], externalDependencies: [],
      isProduct: false)
    return (files, ProjectLayout(modules: [module], moduleOfFile: texts.map { _ in 0 }, gaps: []))
  }

  /// Links `before`, then with the first file changed to `after`, and compares with a fresh link. The number of files that
  /// were resolved again.
  @discardableResult
  private func follow(_ before: [String], _ after: String, _ note: Comment) -> Int {
    let (old, layout) = inputs(before)
    var linker = IncrementalLinker(files: old, layout: layout, library: Self.library, workers: 1)
    let earlier = linker.graph
    let (new, _) = inputs([after] + before.dropFirst())
    linker.link(files: new, layout: layout, library: Self.library)
    let fresh = GraphLinker.link(files: new, layout: layout, library: Self.library, workers: 1)
    #expect(linker.graph.hasSameLinks(as: fresh), note)
    // The change has to be one that the other files feel.
    #expect(
      !earlier.hasSameLinks(as: fresh) || earlier.unresolvedReferences != fresh.unresolvedReferences,
      "\(note.rawValue): nothing to follow")
    return linker.update.resolvedFiles
  }

  @Test func whoAsksFirstRestsOnTheAnswer() {
    // The third file is the first that asks what `value` is; nothing of it names `make`.
    follow(
      [
        "func make() -> First { First() }",
        "struct First { var text: Int { 1 } }\nstruct Second { var text: Int { 2 } }",
        "func use(_ holder: Holder) -> Int { holder.value.text }", "struct Holder { var value = make() }",
      ], "func make() -> Second { Second() }", "an inferred type behind a member")
  }

  @Test(arguments: [
    (
      "extension Bag: Sequence { func makeIterator() -> Steps { Steps() } }",
      "extension Bag { func other() {} }",
      "struct Bag {}\nstruct Item { var size: Int { 1 } }\nstruct Steps: IteratorProtocol { mutating func next() -> Item? { nil } }",
      "func all(_ bag: Bag) { for item in bag { print(item.size) } }", "a sequence's elements"
    ),
    (
      "extension Wrapper { var wrappedValue: Item { Item() } }",
      "extension Wrapper { var wrappedValue: Other { Other() } }",
      "@propertyWrapper struct Wrapper {}\nstruct Item { var size: Int { 1 } }\nstruct Other { var size: Int { 1 } }",
      "struct Use { @Wrapper var item\n func size() -> Int { item.size } }", "a wrapper's value"
    ),
    (
      "extension Grid { subscript(_ index: Int) -> Item { Item() } }",
      "extension Grid { subscript(_ index: Int) -> Other { Other() } }",
      "struct Grid {}\nstruct Item { var size: Int { 1 } }\nstruct Other { var size: Int { 1 } }",
      "func first(_ grid: Grid) -> Int { grid[0].size }", "a subscript"
    ),
    (
      "func + (left: Item, right: Item) -> Item { left }", "func + (left: Item, right: Item) -> Other { Other() }",
      "struct Item { var size: Int { 1 } }\nstruct Other { var size: Int { 1 } }",
      "func sum(_ item: Item) -> Int { (item + item).size }", "an operator"
    ),
    (
      "extension Call { func callAsFunction() -> Item { Item() } }",
      "extension Call { func callAsFunction() -> Other { Other() } }",
      "struct Call {}\nstruct Item { var size: Int { 1 } }\nstruct Other { var size: Int { 1 } }",
      "func run(_ call: Call) -> Int { call().size }", "a value that is called"
    ),
    (
      "extension String { var item: Item { Item() } }", "extension String { var item: Other { Other() } }",
      "struct Item { var size: Int { 1 } }\nstruct Other { var size: Int { 1 } }",
      "func run(_ text: String) -> Int { text.item.size }", "a member of a type of the library"
    ),
    (
      "extension Item: Shape {}", "extension Other: Shape {}",
      "protocol Shape {}\nextension Shape { var area: Int { 1 } }\nstruct Item {}\nstruct Other {}",
      "func run(_ item: Item) -> Int { item.area }", "a conformance"
    ),
    (
      "typealias Name = Item", "typealias Name = Other",
      "struct Item { var size: Int { 1 } }\nstruct Other { var size: Int { 1 } }",
      "extension Name { func twice() -> Int { size + size } }", "what an extension extends"
    ),
    (
      "struct Item { var size = 1 }", "struct Item { var size = 1\n var name = \"\" }", "struct Other {}",
      "func run() { _ = Item(size: 2, name: \"\") }", "an initialiser that the compiler makes"
    ),
    (
      "func helper() -> Int { 1 }", "private func helper() -> Int { 1 }", "struct Other {}",
      "func run() -> Int { helper() }", "access"
    ),
    (
      "extension Item { var text: Int { 1 } }", "extension Item { var other: Int { 1 } }", "struct Item {}",
      "func run(_ item: Item) -> Int { item.text }", "a member that is gone"
    ),
    (
      "func pick<Value>(_ value: Value) -> Value where Value: Equatable { value }\nfunc pick(_ value: Item) -> Other { Other() }",
      "func pick<Value>(_ value: Value) -> Value where Value == Item { value }",
      "struct Item: Equatable { var size: Int { 1 } }\nstruct Other { var size: Int { 1 } }",
      "func run(_ item: Item) -> Int { pick(item).size }", "the conditions of a function"
    ),
  ])
  func whatIsNotNamedIsFollowed(_ first: String, _ changed: String, _ types: String, _ use: String, _ note: String) {
    let untouched = "func untouched() -> Int { let value = 1\n return value }"
    let resolved = follow([first, types, use, untouched], changed, "\(note)")
    #expect(resolved < 4, "\(note): a file that rests on nothing of it is left alone")
  }

  @Test func partsThatRestOnNothingOfItAreKept() throws {
    let use =
      "struct Use { func one() -> Int { helper() }\n func two() -> Int { let value = three()\n return value }\n func three() -> Int { 3 } }"
    let (old, layout) = inputs(["func helper() -> Int { 1 }", use])
    let log = IncrementalLinker(files: old, layout: layout, library: Self.library, workers: 1)
    let (new, _) = inputs(["// Moved.\nfunc added() {}\nfunc helper(_ value: Int = 2) -> Int { value }", use])
    var again = log
    again.link(files: new, layout: layout, library: Self.library)
    #expect(again.update.resolvedFiles == 2)
    #expect(
      again.graph.hasSameLinks(
        as: GraphLinker.link(files: new, layout: layout, library: Self.library, workers: 1)))
    #expect(again.graph.references.count == log.graph.references.count)
  }
}
