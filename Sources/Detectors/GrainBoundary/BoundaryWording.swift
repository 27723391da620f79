import Graph

/// What reports say of a boundary between two modules.
struct BoundaryWording {
  private typealias Side = (name: String, profile: ConventionProfile)

  /// Axes that the message spells out before the rest is left to the evidence.
  private static let spelledAxes = 4

  /// One sentence with Σ and the axes that disagree.
  let message: String
  /// The names of both modules.
  let identity: String
  /// For each axis that disagrees one place on either side.
  let evidence: [Defect.Place]
  let disagreementCount: Int

  init(
    user: (name: String, profile: ConventionProfile), used: (name: String, profile: ConventionProfile),
    comparison: BoundaryComparison
  ) {
    let axes = comparison.disagreements.map(\.axis)
    let spelled = axes.prefix(Self.spelledAxes).map { axis in
      "\(axis.title) (\(Self.share(axis, user)) against \(Self.share(axis, used)))"
    }
    let rest = axes.count > Self.spelledAxes ? [" and \(axes.count - Self.spelledAxes) more"] : []
    message =
      "the modules '\(user.name)' and '\(used.name)' follow different conventions, "
      + "Σ \(Self.sigma(of: comparison)): " + spelled.joined(separator: ", ") + rest.joined()
    identity = [user.name, used.name].sorted().joined(separator: " and ")
    evidence = axes.flatMap { axis in [user, used].compactMap { Self.place(axis, $0) } }
    disagreementCount = axes.count
  }

  /// The leading value of an axis with its share, such as `throws 94 %`.
  private static func share(_ axis: ConventionAxis, _ side: Side) -> String {
    guard let value = side.profile.leading(on: axis) else { return "" }
    let share = Double(side.profile.count(of: value)) / Double(side.profile.observations(on: axis))
    return "\(value.phrase) \(Int((share * 100).rounded())) %"
  }

  private static func place(_ axis: ConventionAxis, _ side: Side) -> Defect.Place? {
    guard let value = side.profile.leading(on: axis), let example = side.profile.example(of: value) else { return nil }
    let count = side.profile.observations(on: axis)
    return Defect.Place(
      file: example.file, firstToken: example.token, lastToken: example.token,
      message: "\(axis.title) in '\(side.name)': \(share(axis, side)) of \(count) places, such as this one")
  }

  /// Σ with two digits behind the point; ∞ where the modules agree on nothing.
  private static func sigma(of comparison: BoundaryComparison) -> String {
    let coincidence = comparison.coincidence ?? 1
    guard let hundredths = Int(exactly: (100 / coincidence).rounded()) else { return "∞" }
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
