import IndexStore
import Testing

/// Names as the index has them and as they are written.
struct IndexSymbolTests {
  @Test(arguments: [
    ("move(from:to:)", 0, "move"), ("init(a:)", 0, "init"), ("getter:name", 3, "name"), ("==(_:_:)", 1010, "=="),
    ("(+)", 0, "(+)"), ("name", 0, "name"), ("setter:subscript(_:)", 4, "subscript"), ("", 0, ""),
  ])
  func baseNames(name: String, subkind: Int, base: String) {
    let symbol = IndexSymbol(
      usr: "s:x", name: name, kind: .method, subkind: IndexSymbol.Subkind(rawValue: UInt32(subkind)), properties: [])
    #expect(symbol.baseName == base)
  }
}
