/// One stream of tokens, as a file has them.
package struct TokenSequence: Sendable, Equatable {
  package var tokens: [TokenID]
  /// What the stream shares with its neighbours, as a hash of any kind (a folder, say).
  package var scope: UInt64

  package init(tokens: [TokenID], scope: UInt64) {
    self.tokens = tokens
    self.scope = scope
  }
}
