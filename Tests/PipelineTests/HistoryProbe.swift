import Foundation
import GRDB
import Model
import Rules
import TestSupport

@testable import Pipeline

/// Runs over the history of a repository that a test makes, and what they left in the database.
struct HistoryProbe {
  let repository: ScratchRepository
  let database: String

  private let rule: String
  private let measuresEnergy: Bool

  init(
    _ repository: ScratchRepository, database: String = "history.sqlite", rule: String = "vacancy/unfinished-work",
    energy measuresEnergy: Bool = false
  ) {
    self.measuresEnergy = measuresEnergy
    self.rule = rule
    self.repository = repository
    self.database = repository.beside(database)
  }

  /// One rule alone, so that a test knows what it finds.
  private var configuration: Pipeline.Configuration {
    var configuration = Pipeline.Configuration()
    configuration.measuresEnergy = measuresEnergy
    for rule in RuleCatalogue.all where rule.id.text != self.rule && rule.status != .removed {
      var setting = Pipeline.Configuration.RuleSetting()
      setting.isEnabled = false
      configuration.rules[rule.id] = setting
    }
    var setting = Pipeline.Configuration.RuleSetting()
    setting.isEnabled = true
    configuration.rules[RuleID(rule)] = setting
    return configuration
  }

  /// Ends the run once so many commits are done; nil for never.
  @discardableResult
  func run(
    in folder: String? = nil, workers: Int = 2, endingAfter limit: Int? = nil,
    _ change: (inout HistoryRequest.Range) -> Void = { _ in }
  ) throws -> HistoryOutcome {
    var range = HistoryRequest.Range()
    change(&range)
    let done = Counter()
    return try HistoryPipeline(
      HistoryRequest(
        path: folder ?? repository.path, range: range, configuration: configuration, database: .file(database),
        includesPreview: false, workers: workers, analyserBuild: "test",
        progress: { if $0.stage == "Commits" { done.set($0.done) } },
        isCancelled: { limit.map { done.value >= $0 } ?? false })
    ).run()
  }

  func stored(in folder: String? = nil) throws -> StoredHistory {
    try StoredHistory(path: folder ?? repository.path, database: .file(database))
  }

  /// Everything in the tables of histories, as text.
  func contents() throws -> [String] {
    let queue = try DatabaseQueue(path: database)
    let tables = [
      "series", "people", "paths", "symbols", "steps", "series_steps", "metrics", "step_metrics", "module_names",
      "step_module_metrics", "lifetimes", "lifetime_events", "changed_files", "changed_declarations",
      "step_file_energies",
    ]
    return try queue.read { database in
      try tables.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table): \($0.description)" }
      }
    }
  }

  /// The first column of the rows of a query.
  func query(_ sql: String) throws -> [String] {
    try DatabaseQueue(path: database).read { database in
      try Row.fetchAll(database, sql: sql).map { row in
        row.databaseValues.map { "\($0.storage.value ?? "NULL")" }.joined(separator: "|")
      }
    }
  }

  private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var number = 0
    var value: Int { lock.withLock { number } }
    func set(_ value: Int) { lock.withLock { number = value } }
  }
}
