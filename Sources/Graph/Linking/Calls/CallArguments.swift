import Facts

/// The arguments of a call as they are written, trailing closures included.
struct CallArguments {
  struct Item {
    /// Global name number of the label; 0 for none.
    var label: Int32
    /// The expression's node.
    var expression: Int
    var isTrailing: Bool
  }

  private(set) var items: [Item] = []

  /// Reads the children of a call behind its callee.
  init(of node: Int, in unit: SourceUnit) {
    let tree = unit.tree
    guard let callee = tree.firstChild(of: node) else { return }
    var child = Int(tree[callee].end)
    let end = Int(tree[node].end)
    while child < end {
      add(child, in: unit)
      child = Int(tree[child].end)
    }
  }

  /// Reads nodes that are arguments: of an attribute, a macro.
  init(_ nodes: some Sequence<Int>, in unit: SourceUnit) {
    for node in nodes { add(node, in: unit) }
  }

  /// Puts an argument that is written elsewhere before the others.
  mutating func prepend(label: Int32, expression: Int) {
    items.insert(Item(label: label, expression: expression, isTrailing: false), at: 0)
  }

  private mutating func add(_ node: Int, in unit: SourceUnit) {
    let current = unit.tree[node]
    switch current.kind {
    case .argument:
      guard let expression = unit.tree.firstChild(of: node) else { return }
      // `_:` before a further trailing closure says that its parameter has no label.
      let label = current.name.isEmpty || unit.isNamed(node, "_") ? 0 : max(0, unit.name(of: node))
      items.append(
        Item(label: label, expression: expression, isTrailing: current.flags.contains(.trailingClosure)))
    case .closure: items.append(Item(label: 0, expression: node, isTrailing: true))
    default: break
    }
  }

  /// For each argument the parameter it goes to, as the language matches them: in order, by label; a parameter without
  /// argument needs a default or is variadic; the first trailing closure goes to the next parameter that can take one.
  /// Nil where they do not fit.
  ///
  /// Source: The Swift Programming Language, and SE-0279, SE-0286 for trailing closures.
  func matched(to signature: Signature, _ resemblesFunction: (Signature.Parameter) -> Bool) -> [Int]? {
    guard mayFit(signature) else { return nil }
    let parameters = signature.parameters
    var result: [Int] = []
    result.reserveCapacity(items.count)
    var position = 0
    var index = 0
    while index < items.count {
      let item = items[index]
      if item.isTrailing {
        guard let found = trailingTarget(index, from: position, parameters, resemblesFunction) else { return nil }
        result.append(found)
        position = found + 1
        index += 1
        continue
      }
      guard position < parameters.count else { return nil }
      let parameter = parameters[position]
      if parameter.label == item.label {
        result.append(position)
        index += 1
        if parameter.isVariadic {
          while index < items.count, items[index].label == 0, !items[index].isTrailing {
            result.append(position)
            index += 1
          }
        }
        position += 1
      } else if parameter.isOptional {
        position += 1
      } else {
        return nil
      }
    }
    for parameter in parameters[position...] where !parameter.isOptional { return nil }
    return result
  }

  /// Turns away, at little cost, what cannot fit: a first argument whose label no parameter in reach bears, or more
  /// parameters that need an argument than there are arguments.
  @inline(__always)
  func mayFit(_ signature: Signature) -> Bool {
    guard signature.neededCount <= items.count else { return false }
    if let first = items.first, !first.isTrailing {
      let parameters = signature.parameters
      var position = 0
      while position < parameters.count, parameters[position].label != first.label {
        guard parameters[position].isOptional else { return false }
        position += 1
      }
      if position == parameters.count { return false }
    }
    return true
  }

  private func trailingTarget(
    _ index: Int, from start: Int, _ parameters: [Signature.Parameter],
    _ resemblesFunction: (Signature.Parameter) -> Bool
  ) -> Int? {
    let item = items[index]
    var position = start
    var fallback: Int?
    while position < parameters.count {
      let parameter = parameters[position]
      if item.label != 0 {
        if parameter.label == item.label { return position }
        if !parameter.isOptional { return nil }
      } else if resemblesFunction(parameter) {
        // A closure parameter with a default gives way to one behind it that needs this closure: one before the
        // parameter that the next labelled closure goes to.
        if parameter.isOptional, needsClosure(parameters, behind: position, next: index + 1) {
          fallback = fallback ?? position
        } else {
          return position
        }
      } else if !parameter.isOptional {
        return fallback
      }
      position += 1
    }
    return fallback
  }

  /// Whether more parameters that need a closure stand behind a position than trailing closures follow without a label,
  /// up to the parameter of the first that has one.
  private func needsClosure(_ parameters: [Signature.Parameter], behind position: Int, next: Int) -> Bool {
    var unlabelled = 0
    var end = parameters.count
    for item in items[next...] {
      if item.label != 0 {
        end = parameters[(position + 1)...].firstIndex { $0.label == item.label } ?? end
        break
      }
      unlabelled += 1
    }
    var needed = 0
    for parameter in parameters[(position + 1)..<end] where !parameter.isOptional && parameter.isFunction {
      needed += 1
    }
    return needed > unlabelled
  }
}
