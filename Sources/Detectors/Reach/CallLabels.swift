import Facts
import Graph

/// Whether a call as it is written can mean a function, by its labels alone.
struct CallLabels {
  /// Labels of the arguments in parentheses; empty for none.
  private let labels: [String]
  private let trailingClosures: Int

  /// Nil where the node is not called: the bare name of a function can mean any of that name.
  init?(calling node: Int, _ facts: FileFacts) {
    let parent = Int(facts.tree[node].parent)
    guard facts.tree[parent].kind == .call, parent + 1 == node else { return nil }
    var labels: [String] = []
    var closures = 0
    for child in facts.tree.children(of: parent) where child != node {
      let isClosure = facts.tree[child].kind == .closure || facts.tree[child].flags.contains(.trailingClosure)
      if isClosure {
        closures += 1
      } else if facts.tree[child].kind == .argument {
        labels.append(facts.strings[facts.tree[child].name])
      }
    }
    self.labels = labels
    trailingClosures = closures
  }

  /// Whether the arguments fit a function of that full name, `move(from:to:)`, of which some parameters may be left out.
  func fit(_ fullName: String, required: Int) -> Bool {
    guard let open = fullName.firstIndex(of: "("), fullName.last == ")" else { return true }
    let parameters = fullName[fullName.index(after: open)...].dropLast().split(separator: ":")
    guard labels.count + trailingClosures >= required else { return false }
    var next = 0
    for label in labels {
      let wanted = label.isEmpty ? "_" : label
      // Further values of a variadic parameter have no label.
      if wanted == "_", next > 0, next >= parameters.count || parameters[next] != "_" { continue }
      while next < parameters.count, parameters[next] != wanted { next += 1 }
      guard next < parameters.count else { return false }
      next += 1
    }
    return true
  }
}
