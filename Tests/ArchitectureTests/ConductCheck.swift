import Facts

/// Finds what the house style forbids in Sources, by the nodes of the tree and not by text, so that comments and
/// strings never count.
enum ConductCheck {
  /// Functions and types that change the file system, and flags that open a file for writing.
  static let writingNames: Set<String> = [
    "O_APPEND", "O_CREAT", "O_RDWR", "O_TRUNC", "O_WRONLY", "OutputStream", "chmod", "copyItem", "createDirectory",
    "createFile", "creat", "fopen", "ftruncate", "mkdir", "mkdtemp", "mkstemp", "moveItem", "pwrite", "removeItem",
    "replaceItemAt", "rmdir", "symlink", "unlink",
  ]

  /// Ways to ask for the environment.
  static let environmentNames: Set<String> = ["getenv", "secure_getenv", "environ"]

  /// Places of `x!`, `try!`, `as!`, types `T!` and calls of `fatalError`.
  static func traps(in file: SourceTree.File) -> [String] {
    places(in: file) { node in
      switch node.kind {
      case .forceUnwrap: "force unwrap"
      case .implicitlyUnwrappedType: "implicitly unwrapped type"
      case .cast where node.flags.contains(.forced): "as!"
      case .tryExpression where node.flags.contains(.forced): "try!"
      case .reference, .member: file.facts.strings[node.name] == "fatalError" ? "fatalError" : nil
      default: nil
      }
    }
  }

  /// Places where one of `names` is used, bare or as a member.
  static func uses(of names: Set<String>, in file: SourceTree.File) -> [String] {
    places(in: file) { node in
      guard node.kind == .reference || node.kind == .member else { return nil }
      let name = file.facts.strings[node.name]
      return names.contains(name) ? name : nil
    }
  }

  /// Variables that the whole process shares: stored `var`s at top level or `static`.
  static func sharedVariables(in file: SourceTree.File) -> [String] {
    file.facts.declarations.indices.compactMap { index in
      let declaration = file.facts.declarations[index]
      guard declaration.kind == .variable, declaration.traits.contains(.isStored),
        !declaration.traits.contains(.isConstant), !declaration.traits.contains(.isLocal),
        declaration.parent == -1 || declaration.traits.contains(.isStatic)
      else { return nil }
      return "\(file.place(ofNode: Int(declaration.node))): \(file.facts.qualifiedName(of: index))"
    }
  }

  /// Classes without a documentation comment: it is where the reason for being a class stands.
  static func classesWithoutReason(in file: SourceTree.File) -> [String] {
    file.facts.declarations.indices.compactMap { index in
      let declaration = file.facts.declarations[index]
      guard declaration.kind == .class, !declaration.traits.contains(.hasDocComment) else { return nil }
      return "\(file.place(ofNode: Int(declaration.node))): \(file.facts.qualifiedName(of: index))"
    }
  }

  private static func places(in file: SourceTree.File, _ reason: (Node) -> String?) -> [String] {
    file.facts.tree.nodes.indices.compactMap { index in
      reason(file.facts.tree.nodes[index]).map { "\(file.place(ofNode: index)): \($0)" }
    }
  }
}
