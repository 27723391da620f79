import Facts

/// Things that are kept because they act by being alive, told by the names in their declaration.
enum HeldResources {
  private static let words = [
    "cancel", "observ", "token", "task", "subscri", "dispos", "retain", "assertion", "padding", "reserved", "lifetime",
    "keepalive", "strongref", "holder", "guard", "lease",
  ].map { Array($0.utf8) }

  /// Whether the variable or its type is named like a subscription, a task, an observation or padding of a layout.
  static func isNamed(in binding: Int, _ facts: FileFacts) -> Bool {
    let node = facts.tree[binding]
    return (Int(node.firstToken)..<Int(node.endToken)).contains { token in
      facts.tokens.kinds[token] == .identifier
        && facts.strings.withBytes(of: facts.tokens.texts[token]) { bytes in
          bytes.indices.contains { start in words.contains { holds($0, bytes, at: start) } }
        }
    }
  }

  /// Whether the lower-case word stands at that place, in any case.
  private static func holds(_ word: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    bytes.count - start >= word.count && word.indices.allSatisfy { bytes[start + $0] | 0x20 == word[$0] }
  }
}
