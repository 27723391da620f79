import Git
import Graph
import Growth
import Measures
import Model
package import Reports
import Snapshot
import Store

/// From a stored history to a validation report: the only place that orders its stages.
package struct ValidationPipeline {
  private let request: ValidationRequest

  package init(_ request: ValidationRequest) { self.request = request }

  /// Throws ``AnalysisError`` where no history is stored, where it is too short, or where a commit cannot be read.
  package func run() throws -> ValidationReport {
    let history = try StoredHistory(path: request.path, database: request.database)
    let line = history.line
    let messages = try FixMessages(
      words: request.fixWords ?? request.configuration.validation.fixWords ?? FixMessages.standardWords)
    let cutOff = try ValidationCutOff(history, at: request.cutOff)
    let commits = try CommitSnapshots(at: request.path)
    request.progress(ProgressEvent(stage: "Messages", done: 0, total: 0))
    let fixes = try FixSteps(line, after: cutOff.position, messages: messages, in: commits.repository)

    request.progress(ProgressEvent(stage: "Analysing", done: 0, total: 0))
    let fileChanges = try history.reader.fileChanges(of: .all)
    let revision = line.steps[cutOff.position].revision
    let together = CoChangeTable(fileChanges.filter { $0.step <= cutOff.position && line.steps[$0.step].counts })
    let (graph, findings) = try analysis(of: revision, in: commits, changes: together)
    let files = StudiedFiles(graph)
    let energy = request.includesEnergy ? EnergyStudy(graph, workers: request.workers) : nil
    let tables = tables(files, of: graph, findings: findings, energy: energy)
    let bulk = Set(line.steps.indices.filter { line.steps[$0].changedFiles > CoChangeTable.bulkLimit })
    let past = UnitHistory(
      paths: files.indices.map { graph.files[$0].path }, files: fileChanges,
      declarations: try history.reader.declarationChanges(of: .all),
      steps: UnitHistory.Steps(cutOff: cutOff.position, bulk: bulk, fixes: fixes.positions))
    var studies = tables.map { table in
      request.progress(ProgressEvent(stage: "Comparing rankings", done: 0, total: 0))
      return ValidationEvaluation(table.study(past), workers: request.workers).result(resamples: request.resamples)
    }

    var sampler = energy.map { LineSampler(energy: $0, files: files, steps: line.steps, past: past) }
    let hardening = try HardeningSampler(history, request: request).tests { changes, step in
      sampler?.apply(changes, step: step)
    }
    if let sampler {
      request.progress(ProgressEvent(stage: "Comparing rankings of lines", done: 0, total: 0))
      studies.append(LineEvaluation(sampler.study, workers: request.workers).result(resamples: request.resamples))
    }
    let notes = ValidationNotes(
      line: line, cutOff: cutOff, messages: messages, fixes: fixes, bulk: bulk, files: files, tables: tables,
      includesEnergy: request.includesEnergy)
    return ValidationReport(
      repository: line.repository, cutOff: revision, revision: line.steps.last?.revision ?? "", studies: studies,
      hardening: hardening.map { $0.result(resamples: request.resamples) }, notes: notes.sentences)
  }

  /// The files and declarations that were asked for, with their predictors.
  private func tables(
    _ files: StudiedFiles, of graph: CodeGraph, findings: [Finding], energy: EnergyStudy?
  ) -> [UnitTable] {
    request.units.compactMap { unit in
      switch unit {
      case .file: UnitTable.files(files, of: graph, findings: findings, energies: energy.map { FileEnergies($0) })
      case .declaration: UnitTable.declarations(files, of: graph, findings: findings)
      case .line: nil
      }
    }
  }

  /// `changes` is what changed together up to the commit.
  private func analysis(
    of revision: String, in commits: CommitSnapshots, changes: CoChangeTable
  ) throws -> (CodeGraph, [Finding]) {
    let rules = try request.configuration.activeRules(only: [], includesPreview: request.includesPreview)
    var growth = SnapshotGrowth(request.source, rules: rules, commits: commits, cache: FactsCache(byteLimit: 1))
    let commit = try commits.repository.commit(try commits.repository.resolve(revision))
    let analysis = try growth.analysis(of: commit, changes: changes)
    return (analysis.graph, analysis.result.findings)
  }
}
