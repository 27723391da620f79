/// The weights of one scorer, which learning changes, by their addresses.
///
/// A class because it owns memory that must not be copied; one belongs to one ``EnergyScorer``.
final class WorkingWeights {
  let byDepth: UnsafeMutablePointer<Float>
  let byShape: UnsafeMutablePointer<Float>
  let lanes: UnsafeMutablePointer<SIMD16<Float>>
  let shapeLanes: UnsafeMutablePointer<SIMD16<Float>>
  let shapeClasses: UnsafeMutablePointer<SIMD8<Float>>
  /// For each block of numbers whether it was changed: what goes back with the next stream. A stream touches few of
  /// them, and copying all costs as much as the tokens of a small file.
  let depthMarks: UnsafeMutablePointer<UInt8>
  let shapeMarks: UnsafeMutablePointer<UInt8>
  let laneMarks: UnsafeMutablePointer<UInt8>
  /// For the rows of ``shapeLanes`` and ``shapeClasses``.
  let rowMarks: UnsafeMutablePointer<UInt8>

  /// Numbers in a block, as a power of two.
  static let blockBits = 5
  private static let block = 1 << blockBits
  private static let depthBlocks = EnergyWeights.byDepthCount / block
  private static let shapeBlocks = EnergyWeights.byShapeCount / block

  init(_ weights: EnergyWeights) {
    byDepth = .allocate(capacity: weights.byDepth.count)
    byShape = .allocate(capacity: weights.byShape.count)
    lanes = .allocate(capacity: weights.lanes.count)
    shapeLanes = .allocate(capacity: weights.shapeLanes.count)
    shapeClasses = .allocate(capacity: weights.shapeClasses.count)
    depthMarks = Self.marks(Self.depthBlocks)
    shapeMarks = Self.marks(Self.shapeBlocks)
    laneMarks = Self.marks(EnergyWeights.laneCount)
    rowMarks = Self.marks(EnergyWeights.shapeRows)
    reset(to: weights)
  }

  deinit {
    byDepth.deallocate()
    byShape.deallocate()
    lanes.deallocate()
    shapeLanes.deallocate()
    shapeClasses.deallocate()
    depthMarks.deallocate()
    shapeMarks.deallocate()
    laneMarks.deallocate()
    rowMarks.deallocate()
  }

  /// All blocks marked, so that the first reset fills them.
  private static func marks(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    let marks = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
    marks.initialize(repeating: 1, count: count)
    return marks
  }

  /// Brings every marked block back. Until then `weights` have to be the same.
  func reset(to weights: EnergyWeights) {
    Self.restore(weights.byDepth, to: byDepth, depthMarks, Self.depthBlocks, size: Self.block)
    Self.restore(weights.byShape, to: byShape, shapeMarks, Self.shapeBlocks, size: Self.block)
    Self.restore(weights.lanes, to: lanes, laneMarks, EnergyWeights.laneCount, size: 1)
    Self.restore(weights.shapeClasses, to: shapeClasses, rowMarks, EnergyWeights.shapeRows, size: 1, keepsMarks: true)
    Self.restore(weights.shapeLanes, to: shapeLanes, rowMarks, EnergyWeights.shapeRows, size: 1)
  }

  /// What the weights are now.
  var current: EnergyWeights {
    var weights = EnergyWeights()
    weights.byDepth = Array(UnsafeBufferPointer(start: byDepth, count: weights.byDepth.count))
    weights.byShape = Array(UnsafeBufferPointer(start: byShape, count: weights.byShape.count))
    weights.lanes = Array(UnsafeBufferPointer(start: lanes, count: weights.lanes.count))
    weights.shapeLanes = Array(UnsafeBufferPointer(start: shapeLanes, count: weights.shapeLanes.count))
    weights.shapeClasses = Array(UnsafeBufferPointer(start: shapeClasses, count: weights.shapeClasses.count))
    return weights
  }

  private static func restore<Element: BitwiseCopyable>(
    _ source: [Element], to target: UnsafeMutablePointer<Element>, _ marks: UnsafeMutablePointer<UInt8>, _ count: Int,
    size: Int, keepsMarks: Bool = false
  ) {
    source.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      var index = 0
      while index < count {
        let raw = UnsafeRawPointer(marks + index)
        if index &+ 8 <= count, raw.loadUnaligned(as: UInt64.self) == 0 {
          index &+= 8
          continue
        }
        if marks[index] != 0 {
          let first = index &* size
          for number in first..<(first &+ size) { target[number] = base[number] }
          if !keepsMarks { marks[index] = 0 }
        }
        index &+= 1
      }
    }
  }
}
