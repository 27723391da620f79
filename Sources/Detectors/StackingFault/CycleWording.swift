import Graph

/// What reports say of a cycle.
struct CycleWording {
  /// Names of the example spelt out before the rest is left to the evidence.
  private static let spelledNames = 6

  /// One sentence with the size, a shortest cycle and the price.
  let message: String
  /// The names of all members: stays while the same parts depend on each other, however they do.
  let identity: String
  private let unit: String
  private let name: (Int) -> String

  /// `kind` is the singular word for a member, `unit` for what the weight of a dependency counts.
  init(of cycle: DependencyCycle, kind: String, unit: String, name: @escaping (Int) -> String) {
    self.name = name
    self.unit = unit
    identity = kind + ": " + cycle.members.map(name).sorted().joined(separator: ", ")
    let cut = cycle.cut.count
    message =
      "\(cycle.members.count) \(kind)s depend on each other: \(Self.path(of: cycle, name: name)); "
      + (cut == 1
        ? "removing 1 dependency unties them"
        : "removing \(cut) of \(cycle.edges.count) dependencies unties them")
  }

  /// What evidence says of one dependency of the cycle.
  func sentence(of edge: Int, in cycle: DependencyCycle) -> String {
    let dependency = cycle.edges[edge]
    let count: String
    switch dependency.weight {
    case 0: count = "declared, but not used"
    case 1: count = "1 \(unit)"
    default: count = "\(dependency.weight) \(unit)s"
    }
    let advice = cycle.cut.contains(edge) ? "; cheap to cut" : ""
    return "'\(name(dependency.from))' uses '\(name(dependency.to))' (\(count))\(advice)"
  }

  /// `A → B → A`.
  private static func path(of cycle: DependencyCycle, name: (Int) -> String) -> String {
    let steps = cycle.example.map { name(cycle.edges[$0].from) }
    let shown = steps.count > spelledNames ? Array(steps.prefix(spelledNames - 1)) + ["…"] : steps
    return (shown + steps.prefix(1)).joined(separator: " → ")
  }
}
