/// The measurements of one session, in the order taken.
struct BenchSamples: Sendable {
  /// Seconds.
  var floor: [Double] = []
  /// Seconds.
  var start: [Double] = []
  var cold: [BenchProcess.Usage] = []
  var energy: [BenchProcess.Usage] = []
  var unchanged: [BenchProcess.Usage] = []
  var changed: [BenchProcess.Usage] = []
  /// Size of the database after a cold run.
  var databaseBytes = 0
}

/// Median, minimum and maximum of some measurements.
struct BenchSpread: Codable, Sendable, Equatable {
  var median: Double
  var minimum: Double
  var maximum: Double

  /// All zero for no values. The median of an even number of values is the mean of the two in the middle.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    minimum = sorted.first ?? 0
    maximum = sorted.last ?? 0
    if sorted.isEmpty {
      median = 0
    } else {
      median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
  }
}

/// What the bench says, as `--json` prints it. docs/bench.md defines each figure.
struct BenchReport: Codable, Sendable {
  /// Figures of one kind of run of xtal.
  struct Work: Codable, Sendable {
    var seconds: BenchSpread
    /// Processor time of all threads.
    var processorSeconds: BenchSpread
    /// The largest of all runs.
    var peakBytes: Int
    /// Median time ÷ median of the floor.
    var timesFloor: Double
    /// Least time ÷ least floor: what a machine shows that others disturb little.
    var leastTimesFloor: Double

    init(_ usages: [BenchProcess.Usage], floor: BenchSpread) {
      seconds = BenchSpread(usages.map(\.wallSeconds))
      processorSeconds = BenchSpread(usages.map(\.processorSeconds))
      peakBytes = usages.map(\.peakBytes).max() ?? 0
      timesFloor = floor.median > 0 ? seconds.median / floor.median : 0
      leastTimesFloor = floor.minimum > 0 ? seconds.minimum / floor.minimum : 0
    }
  }

  /// Grows when a key changes its meaning or goes away.
  var schemaVersion = 1
  /// Name of the repository's root folder.
  var repository: String
  /// `release` or `debug`, of this program; figures of a debug build say nothing.
  var build: String
  var workers: Int
  var runs: Int
  var files: Int
  var distinctFiles: Int
  var lines: Int
  /// Of the distinct files.
  var bytes: Int
  /// The file that is changed, relative to the root.
  var changedFile: String
  var floorSeconds: BenchSpread
  /// `xtal --help`: what any run pays for starting up.
  var startSeconds: BenchSpread
  var cold: Work
  /// A cold run with `--energy`.
  var energy: Work
  /// What token energy costs more, by medians, as a multiple of the floor.
  var energyTimesFloorMore: Double
  var unchanged: Work
  var changed: Work
  /// The cold run's ratio with the 100 ms for starting up taken off first that the budget grants where the floor is
  /// below half a second; equal to `cold.timesFloor` where it grants none.
  var coldTimesFloorAfterAllowance: Double
  var databaseBytes: Int
  /// Peaks at or below this may in truth be lower: it is the bench's own, which the kernel counts in.
  var smallestPeakBytes: Int

  init(repository: String, workers: Int, about: BenchFloor.Measurement, samples: BenchSamples) {
    self.repository = repository
    #if DEBUG
      build = "debug"
    #else
      build = "release"
    #endif
    self.workers = workers
    runs = samples.cold.count
    files = about.files
    distinctFiles = about.distinctFiles
    lines = about.lines
    bytes = about.bytes
    changedFile = about.middleFile ?? ""
    let floor = BenchSpread(samples.floor)
    floorSeconds = floor
    startSeconds = BenchSpread(samples.start)
    cold = Work(samples.cold, floor: floor)
    energy = Work(samples.energy, floor: floor)
    energyTimesFloorMore = energy.timesFloor - cold.timesFloor
    unchanged = Work(samples.unchanged, floor: floor)
    changed = Work(samples.changed, floor: floor)
    coldTimesFloorAfterAllowance = Self.ratio(cold.seconds.median, floor: floor.median)
    databaseBytes = samples.databaseBytes
    smallestPeakBytes = BenchProcess.ownPeakBytes()
  }

  /// `seconds` as a multiple of the floor, after the allowance for starting up.
  static func ratio(_ seconds: Double, floor: Double) -> Double {
    guard floor > 0 else { return 0 }
    return max(0, seconds - (floor < 0.5 ? 0.1 : 0)) / floor
  }
}
