import Facts
import Growth
import Measures
import Model

/// Makes the samples of a line study: token energy of the lines at the cut-off, and what became of them.
struct LineSampler {
  private let energy: EnergyStudy
  private let files: StudiedFiles
  private let past: UnitHistory
  private let times: [Int64]
  private var fates: LineFates

  /// `files` are the studied ones of the energy's.
  init(energy: EnergyStudy, files: StudiedFiles, steps: [HistoryLine.Step], past: UnitHistory) {
    self.energy = energy
    self.files = files
    self.past = past
    times = Trend.ascendingTimes(steps)
    fates = LineFates(
      cutOff: past.steps.cutOff, fixes: past.steps.fixes,
      files: files.indices.map { (energy.files[$0].path, energy.files[$0].facts.lineCount) })
  }

  /// Tells what a step changed, in the order of steps.
  mutating func apply(_ changes: [ChangedFile], step: Int) { fates.apply(changes, step: step) }

  /// The study, once all steps were told. Lines are held against those of their type in the studied files.
  var study: LineStudy {
    var fates = fates
    let lines = files.indices.map { energy.lines(of: $0) }
    let types = LineTypeMoments(lines.flatMap { $0 })
    let paths = files.indices.map { energy.files[$0].path }
    var samples: [LineStudy.Sample] = []
    for (number, lines) in lines.enumerated() {
      for line in lines {
        let changed = fates.lastChange(of: line.line, in: paths[number]) ?? 0
        let age = (Double(times[past.steps.cutOff]) - Double(times[changed])) / 86_400
        samples.append(
          LineStudy.Sample(
            file: number, tokens: line.tokens, age: age,
            values: [line.bits, line.bitsPerToken, types.score(of: line), types.excess(of: line)],
            isFixed: fates.isFixed(line.line, in: paths[number])))
      }
    }
    return LineStudy(
      paths: paths, churn: paths.map { Double(past.course(of: $0).churn) },
      predictors: ["energy", "energy per token", "the same for its type", "excess over its type"], samples: samples)
  }
}
