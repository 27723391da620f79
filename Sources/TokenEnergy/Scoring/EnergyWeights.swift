/// What the softmax over candidates adds up: learned tables, one number for each state of a context's counts.
///
/// The shipped weights were learned on other repositories than those that are scored, each of their files by a model
/// without it; a scorer goes on learning within one stream, beginning from them each time.
package struct EnergyWeights: Sendable, Equatable {
  /// Kinds of evidence for a candidate: contexts of the repository, contexts of the stream, recent names.
  static let sources = ContextKind.repositoryCount + ContextKind.fileCount + 1
  static let recentSource = sources - 1
  /// Tables of a source by how long a context is known.
  static let depths = 6
  /// Numbers in one table: states of (total, count) and the like.
  static let states = 256
  static let byDepthCount = sources * depths * states
  static let byShapeCount = sources * ContextTracker.shapeGroups * states
  /// Rows of sixteen outcomes that are no candidates: states of a context's counts.
  static let laneStates = 32
  static let laneCount = (sources - 1) * laneStates
  static let shapeRows = ContextTracker.shapeRows

  /// At `(source * depths + depth) * states + state`, in bits.
  var byDepth: [Float]
  /// At `(source * shapeGroups + group) * states + state`.
  var byShape: [Float]
  /// At `source * laneStates + state`: what the state says for each ``EnergyLane``.
  package var lanes: [SIMD16<Float>]
  /// At the row of the shapes before: what they say for each ``EnergyLane``.
  var shapeLanes: [SIMD16<Float>]
  /// The same for candidates of each class (the first six numbers).
  var shapeClasses: [SIMD8<Float>]

  /// Weights that know nothing.
  package init() {
    byDepth = Array(repeating: 0, count: Self.byDepthCount)
    byShape = Array(repeating: 0, count: Self.byShapeCount)
    lanes = Array(repeating: .zero, count: Self.laneCount)
    shapeLanes = Array(repeating: .zero, count: Self.shapeRows)
    shapeClasses = Array(repeating: .zero, count: Self.shapeRows)
  }
}
