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
    let tables = request.units.map { unit in
      switch unit {
      case .file: UnitTable.files(files, of: graph, findings: findings)
      case .declaration: UnitTable.declarations(files, of: graph, findings: findings)
      }
    }

    let bulk = Set(line.steps.indices.filter { line.steps[$0].changedFiles > CoChangeTable.bulkLimit })
    let past = UnitHistory(
      paths: files.indices.map { graph.files[$0].path }, files: fileChanges,
      declarations: try history.reader.declarationChanges(of: .all),
      steps: UnitHistory.Steps(cutOff: cutOff.position, bulk: bulk, fixes: fixes.positions))
    let studies = tables.map { table in
      request.progress(ProgressEvent(stage: "Comparing rankings", done: 0, total: 0))
      return ValidationEvaluation(table.study(past), workers: request.workers).result(resamples: request.resamples)
    }

    let hardening = try HardeningSampler(history, request: request).tests()
    let notes = ValidationNotes(
      line: line, cutOff: cutOff, messages: messages, fixes: fixes, bulk: bulk, files: files, tables: tables)
    return ValidationReport(
      repository: line.repository, cutOff: revision, revision: line.steps.last?.revision ?? "", studies: studies,
      hardening: hardening.map { $0.result(resamples: request.resamples) }, notes: notes.sentences)
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
