import GRDB
package import Graph
package import Model

/// One save in progress: it holds the writer's lock and, once it has written, an open transaction.
///
/// Facts, graph and result may be handed over one after the other from a background thread while the caller still works
/// on what follows. Facts are committed in batches, since they are true by themselves; graph and result become visible
/// together in ``finish(result:)``. A writer that goes away unfinished leaves the earlier state.
package final class AnalysisWriter: @unchecked Sendable {
  // A class because its end has to undo an unfinished save. Unchecked: its mutable state is touched only inside the
  // accesses of the store's queue, which runs them one at a time.

  private static let factsBatch = 4 << 20

  private let store: AnalysisStore
  private let key: AnalysisKey
  private var lock: WriterLock?
  private var isInTransaction = false
  private var hasGraph = false
  private var isFinished = false
  private var pendingBytes = 0

  init(store: AnalysisStore, key: AnalysisKey, lock: consuming WriterLock) {
    self.store = store
    self.key = key
    self.lock = consume lock
  }

  deinit { cancel() }

  /// Stores coded facts; those of a blob that is already there replace it.
  package func write(facts: [CodedFacts]) throws {
    guard !facts.isEmpty else { return }
    try writing { database in
      pendingBytes += try FactRows(database: database).write(facts)
      if !hasGraph, pendingBytes >= Self.factsBatch { try commit(database) }
    }
  }

  /// Replaces the graph of the repository's earlier snapshot.
  package func write(graph: CodeGraph) throws {
    try writing { database in
      let repository = try self.repository(in: database)
      hasGraph = true
      try GraphRows(graph: graph, repository: repository, database: database).write()
    }
  }

  /// Stores the result, makes all that was written visible, and gives up the lock.
  ///
  /// An earlier result of the same key is replaced.
  package func finish(result: RunResult) throws {
    try writing { database in
      let repository = try self.repository(in: database)
      try ResultRows(key: key, repository: repository, database: database).write(result)
      try commit(database)
      end()
    }
  }

  /// Undoes what is not yet committed and gives up the lock. Does nothing after ``finish(result:)``.
  package func cancel() {
    store.queue.writeWithoutTransaction { database in
      // Where rolling back fails, SQLite has rolled back by itself, or does so when the connection closes.
      if isInTransaction, database.isInsideTransaction { try? database.rollback() }
      end()
    }
  }

  /// Takes no more and lets others write.
  private func end() {
    isInTransaction = false
    isFinished = true
    lock = nil
  }

  private func writing(_ body: (Database) throws -> Void) throws {
    try StoreFailure.translating(path: store.path) {
      try store.queue.writeWithoutTransaction { database in
        guard !isFinished else { throw AnalysisError("A finished save was written to.", kind: .internal) }
        do {
          if !isInTransaction {
            try database.beginTransaction(.immediate)
            isInTransaction = true
          }
          try body(database)
        } catch {
          if isInTransaction, database.isInsideTransaction { try? database.rollback() }
          end()
          throw error
        }
      }
    }
  }

  private func commit(_ database: Database) throws {
    try database.commit()
    isInTransaction = false
    pendingBytes = 0
  }

  /// The key of the repository's row, which is made where it is missing.
  private func repository(in database: Database) throws -> Int {
    let added = try BoundStatement("INSERT OR IGNORE INTO repositories (name) VALUES (?)", in: database)
    added.bind(key.repository, at: 1)
    try added.run()
    let found = try BoundStatement("SELECT id FROM repositories WHERE name = ?", in: database)
    found.bind(key.repository, at: 1)
    guard try found.step() else {
      throw AnalysisError("The repository's row could not be made.", kind: .internal)
    }
    defer { found.reset() }
    return found.integer(0)
  }
}
