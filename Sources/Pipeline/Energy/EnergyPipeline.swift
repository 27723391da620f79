import Facts
package import Measures
package import Model
import TokenEnergy

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// From a snapshot to its token energy.
package struct EnergyPipeline {
  private let request: SnapshotRequest

  package init(_ request: SnapshotRequest) { self.request = request }

  /// Energy of the whole snapshot, with its `lineLimit` most surprising lines.
  package func run(lineLimit: Int) throws -> EnergyReport {
    let corpus = try EnergyCorpus(request)
    let study = study(corpus)
    var report = EnergyReport()
    report.repository = corpus.repository
    report.revision = corpus.revision
    report.isDirty = corpus.isDirty
    report.coverage = corpus.coverage
    report.add(SnapshotEnergy(study, modules: corpus.modules))
    report.lines = LineSurprises(study).highest(lineLimit)
    return report
  }

  /// Every token of one file, and the texts of its lines. Throws ``AnalysisError`` where the snapshot has no such file.
  package func heat(of path: String) throws -> (heat: EnergyHeat, lines: SnapshotLines) {
    let corpus = try EnergyCorpus(request)
    guard let index = corpus.files.firstIndex(where: { $0.path == path }) else {
      throw AnalysisError(
        "there is no analysed Swift file '\(path)' in this snapshot. Give its path relative to the repository's root.")
    }
    let study = study(corpus)
    let sum = study.sum(of: index)
    let heat = EnergyHeat(
      repository: corpus.repository, revision: corpus.revision, isDirty: corpus.isDirty, path: path, sum: sum,
      tokens: study.tokens(of: index), lineCount: corpus.files[index].facts.lineCount)
    return (heat, corpus.lines)
  }

  private func study(_ corpus: EnergyCorpus) -> EnergyStudy {
    let progress = request.progress
    return EnergyStudy(files: corpus.files, model: corpus.model, workers: request.workers) { done, count in
      progress(ProgressEvent(stage: "Scoring", done: done, total: count))
    }
  }

  /// Energy of every `modulus`-th file under a model of the others.
  package func holdout(modulus: Int, keepsDump: Bool) throws -> EnergyHoldout {
    let corpus = try EnergyCorpus(request)
    let heldOut = Self.heldOut(of: corpus, modulus: modulus)
    var holdout = EnergyHoldout(
      files: corpus.files, heldOut: heldOut, model: corpus.model, keepsDump: keepsDump, workers: request.workers,
      clock: Self.threadSeconds)
    holdout.peakBytes = Self.peakBytes()
    return holdout
  }

  /// Thermodynamics of the snapshot's model.
  package func sweep() throws -> EnergySweep {
    let corpus = try EnergyCorpus(request)
    let study = study(corpus)
    var sweep = EnergySweep()
    sweep.repository = corpus.repository
    sweep.add(study, modules: corpus.modules, workers: request.workers)
    let heldOut = Self.heldOut(of: corpus, modulus: 5)
    let model = EnergyModel(vocabulary: corpus.model.vocabulary)
    sweep.addCurve(corpus.files, heldOut: heldOut, model: model, workers: request.workers)
    return sweep
  }

  /// For each file of a corpus whether ``EnergyHoldout`` holds it out.
  package static func heldOut(of corpus: EnergyCorpus, modulus: Int) -> [Bool] {
    corpus.rawPaths.map { EnergyHoldout.isHeldOut($0, modulus: modulus) }
  }

  /// Processor time of the calling thread, in seconds.
  package static func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The process's largest resident size so far, in bytes.
  private static func peakBytes() -> Int {
    var usage = rusage()
    // RUSAGE_SELF is 0 everywhere; C libraries disagree on its type.
    getrusage(0, &usage)
    #if canImport(Darwin)
      return Int(usage.ru_maxrss)
    #else
      return Int(usage.ru_maxrss) * 1024
    #endif
  }
}
