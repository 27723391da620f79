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

  /// How well a call fits a callable.
  enum Fit: Int, Comparable {
    case none
    /// It fits if a parameter whose type is only a name turns out to take a closure.
    case possible
    case exact

    static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
  }

  /// Whether a callable with these parameters can be called so.
  ///
  /// Arguments are matched to parameters in order, as the language does: a parameter without argument needs a default
  /// or is variadic, and trailing closures fill parameters from the end. Other types are not compared.
  func fit(_ parameters: [Parameter]) -> Fit {
    var position = 0
    var index = 0
    while index < labels.count {
      guard position < parameters.count else { return .none }
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
        return .none
      }
    }
    let rest = parameters[position...]
    let open = rest.count { !$0.isOptional }
    guard trailingClosures > 0 else { return open == 0 ? .exact : .none }
    guard open <= trailingClosures, rest.count >= trailingClosures else { return .none }
    return rest.count(where: \.isFunction) >= trailingClosures ? .exact : .possible
  }

  /// What a call has to know of a parameter.
  struct Parameter {
    /// Global name number of the label; 0 for none.
    var label: Int32
    var isVariadic: Bool
    /// Variadic or with a default.
    var isOptional: Bool
    /// Its written type is a function type, seen through attributes and optionals.
    var isFunction: Bool
  }
}
