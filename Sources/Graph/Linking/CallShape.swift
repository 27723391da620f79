import Facts

/// How a call is written: its labels in order and its trailing closures.
struct CallShape {
  /// Global name numbers; 0 for an argument without label.
  var labels: [Int32]
  /// Number of trailing closures; the first has no label.
  var trailingClosures: Int

  /// Reads the shape of a `call`, `subscriptCall` or macro expansion node.
  init(tree: CompactTree, node: Int, names: [Int32]) {
    labels = []
    trailingClosures = 0
    var isFirst = tree[node].kind == .call || tree[node].kind == .subscriptCall
    for child in tree.children(of: node) {
      if isFirst {
        isFirst = false
        continue
      }
      let current = tree[child]
      switch current.kind {
      case .argument where current.flags.contains(.trailingClosure): trailingClosures += 1
      case .argument: labels.append(current.name.isEmpty ? 0 : names[Int(current.name.index)])
      case .closure: trailingClosures += 1
      default: break
      }
    }
  }

  /// Whether a callable with these parameters can be called so.
  ///
  /// Arguments are matched to parameters in order, as the language does: a parameter without argument needs a default
  /// or is variadic, and trailing closures fill parameters from the end. Types are not compared.
  func fits(_ parameters: [Parameter]) -> Bool {
    var position = 0
    var index = 0
    while index < labels.count {
      guard position < parameters.count else { return false }
      let parameter = parameters[position]
      if parameter.label == labels[index] {
        index += 1
        if parameter.isVariadic {
          while index < labels.count, labels[index] == 0 { index += 1 }
        }
        position += 1
      } else if parameter.isOptional {
        position += 1
      } else {
        return false
      }
    }
    let open = parameters[position...].filter { !$0.isOptional }.count
    return trailingClosures == 0
      ? open == 0 : open <= trailingClosures && parameters.count - position >= trailingClosures
  }

  /// What a call has to know of a parameter.
  struct Parameter {
    /// Global name number of the label; 0 for none.
    var label: Int32
    var isVariadic: Bool
    /// Variadic or with a default.
    var isOptional: Bool
  }
}
