/// Qualified names as places that lie in each other.
enum SymbolPath {
  /// The name and those around it, outermost first: `A`, `A.B`, `A.B.move(to:)`. The dots of an operator's name make
  /// further ones that name nothing.
  static func around(_ symbol: String) -> [String] {
    guard !symbol.isEmpty else { return [] }
    let dots = symbol.utf8.indices.filter { symbol.utf8[$0] == UInt8(ascii: ".") }
    return dots.map { String(symbol[..<$0]) } + [symbol]
  }
}
