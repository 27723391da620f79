import GRDB
package import Model

/// Writes the steps of a series, one after the other, in batches that are committed.
///
/// It holds the writer's lock as long as it lives. A writer that goes away, also by force, leaves all committed batches and
/// nothing of the one in flight.
package final class HistoryWriter: @unchecked Sendable {
  // A class because its end has to undo an unfinished batch. Unchecked: its mutable state is touched only inside the
  // accesses of the store's queue, which runs them one at a time.

  private let store: AnalysisStore
  private var lock: WriterLock?
  private var rows: HistoryRows?
  private var isInTransaction = false
  private let key: SeriesKey

  init(store: AnalysisStore, key: SeriesKey, lock: consuming WriterLock) {
    self.store = store
    self.key = key
    self.lock = consume lock
  }

  deinit {
    store.queue.writeWithoutTransaction { database in
      // Where rolling back fails, SQLite has rolled back by itself, or does so when the connection closes.
      if isInTransaction, database.isInsideTransaction { try? database.rollback() }
      rows = nil
    }
  }

  /// The steps of the series that earlier runs stored, by commit, and those of them whose earlier history was not there.
  package func stored() throws -> (steps: [BlobID: Int], openings: [BlobID]) {
    try writing { try $0.stored() }
  }

  /// Findings that are there at a stored step, as their fingerprints at that step with the keys of their lifetimes; where
  /// several bear one fingerprint, in the order in which they appeared.
  package func openLifetimes(at step: Int) throws -> [(fingerprint: String, lifetime: Int)] {
    try writing { try $0.queries.openLifetimes(at: step) }
  }

  /// What changed together along the line that leads to a stored step, itself included.
  package func changes(upTo step: Int) throws -> CoChangeTable {
    try writing { try $0.queries.changes(upTo: step) }
  }

  /// Removes all steps of the series, to begin anew.
  package func removeSteps() throws {
    try writing { try $0.removeSteps() }
  }

  /// Token energy of the files that are there at a stored step, sorted by path; empty where it was not measured.
  package func files(at step: Int) throws -> [RunResult.FileSummary] {
    try writing { try $0.queries.files(at: step) }
  }

  /// Stores a step. Gives its key and the keys of its findings' lifetimes, in their order.
  package func write(_ step: HistoryStep, changes: StepChanges) throws -> (step: Int, lifetimes: [Int]) {
    try writing { try $0.write(step, changes) }
  }

  /// Makes what was written permanent, with the line that leads to `tip`: by following bases back from it.
  package func commit(tip: Int?) throws {
    if let tip { try writing { try $0.setLine(tip: tip) } }
    try end()
  }

  /// Makes everything permanent: the line that leads to `tip`, and where the findings there are. Removes the series of
  /// the same description that were measured in another way.
  package func finish(tip: Int, places: [(lifetime: Int, path: String, line: Int)]) throws {
    try writing { rows in
      try rows.setLine(tip: tip)
      for place in places { try rows.move(place.lifetime, path: place.path, line: place.line) }
      try rows.removeOthers(like: key)
      try rows.markFinished()
    }
    try end()
  }

  private func end() throws {
    try store.accessing { database in
      guard isInTransaction else { return }
      try database.commit()
      isInTransaction = false
      rows = nil
    }
  }

  private func writing<Result>(_ body: (HistoryRows) throws -> Result) throws -> Result {
    try store.accessing { database in
      if !isInTransaction {
        try database.beginTransaction(.immediate)
        isInTransaction = true
      }
      let rows = try self.rows ?? HistoryRows(key: key, database: database)
      self.rows = rows
      return try body(rows)
    }
  }
}

extension AnalysisStore {
  /// Takes the writer's lock, waiting up to `seconds` for another process, and begins to write a series.
  package func beginHistory(_ key: SeriesKey, waiting seconds: Int = 10) throws -> HistoryWriter {
    try HistoryWriter(store: self, key: key, lock: WriterLock(database: path, waiting: seconds))
  }
}
