/// Bounds within which a file is read, so that no file can exhaust the stack or the clock.
package struct FactsLimits: Sendable, Equatable {
  /// Nesting of brackets at which the parser stops descending. The parser's own default differs between debug and
  /// release builds, so it is always passed.
  package var nestingLevel: Int
  /// Depth of the syntax tree at which the walk stops descending, for chains that the parser builds without nesting.
  package var treeDepth: Int

  /// The defaults fit threads with ``Model/largeStackBytes`` of stack.
  package init(nestingLevel: Int = 256, treeDepth: Int = 60_000) {
    self.nestingLevel = nestingLevel
    self.treeDepth = treeDepth
  }
}
