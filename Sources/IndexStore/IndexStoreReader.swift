/// An open index store.
///
/// Reading is safe from several threads at once: each unit and record has a reader of its own. A class because it owns
/// the library's store object and gives it back at the end. `@unchecked Sendable`: the object is only read, and the
/// library keeps no state between readers.
package final class IndexStoreReader: @unchecked Sendable {
  /// The store's folder, the one with `v5` in it.
  package let path: String
  private let functions: IndexStoreFunctions
  private let store: UnsafeMutableRawPointer

  /// Opens the store at `path`. Throws ``IndexStoreFailure``.
  package init(library: IndexStoreLibrary, path: String) throws {
    functions = library.functions
    self.path = path
    guard functions.formatVersion() == IndexFormat.version else {
      throw IndexStoreFailure.foreignVersion(path: library.path, version: functions.formatVersion())
    }
    // The library would make the folders of a store that is not there.
    guard RealPath.isFolder("\(path)/v\(IndexFormat.version)/units") else {
      throw IndexStoreFailure.noStore(path: path)
    }
    let functions = functions
    let (store, reason) = functions.withError { functions.storeCreate(path, $0) }
    guard let store else {
      throw IndexStoreFailure.unreadableStore(path: path, reason: reason ?? "the library gives no reason")
    }
    self.store = store
  }

  deinit { functions.storeDispose(store) }

  /// Reads a unit. Throws ``IndexStoreFailure/unreadableUnit(name:reason:)``.
  package func unit(named name: String) throws(IndexStoreFailure) -> IndexUnit {
    if let reason = Self.nameDamage(name) ?? IndexFormatCheck.unitDamage(path: "\(folder)/units/\(name)") {
      throw IndexStoreFailure.unreadableUnit(name: name, reason: reason)
    }
    let (reader, reason) = functions.withError { functions.unitCreate(store, name, $0) }
    guard let reader else {
      throw IndexStoreFailure.unreadableUnit(name: name, reason: reason ?? "the library gives no reason")
    }
    defer { functions.unitDispose(reader) }
    var (seconds, nanoseconds): (Int64, Int64) = (0, 0)
    let (hasFailed, _) = functions.withError { functions.unitTime(store, name, &seconds, &nanoseconds, $0) }
    var unit = IndexUnit(
      name: name,
      mainFile: functions.unitHasMainFile(reader) ? IndexStoreFunctions.string(functions.unitMainFile(reader)) : "",
      moduleName: IndexStoreFunctions.string(functions.unitModuleName(reader)),
      isSystem: functions.unitIsSystem(reader),
      modificationTime: hasFailed ? 0 : seconds * 1_000_000_000 + nanoseconds, records: [])
    var visit = UnitVisit(functions: functions)
    withUnsafeMutablePointer(to: &visit) { visit in
      _ = functions.unitDependencies(reader, visit) { context, dependency in
        guard let visit = context?.assumingMemoryBound(to: UnitVisit.self), let dependency else { return false }
        visit.pointee.add(dependency)
        return true
      }
    }
    unit.records = visit.records
    return unit
  }

  /// Reads a record. Throws ``IndexStoreFailure/unreadableRecord(name:reason:)``.
  package func record(named name: String) throws(IndexStoreFailure) -> IndexRecord {
    if let reason = Self.nameDamage(name) {
      throw IndexStoreFailure.unreadableRecord(name: name, reason: reason)
    }
    // Records lie in folders named after the last two characters of their names.
    let path = "\(folder)/records/\(name.suffix(2))/\(name)"
    if let reason = IndexFormatCheck.recordDamage(path: path) {
      throw IndexStoreFailure.unreadableRecord(name: name, reason: reason)
    }
    let (reader, reason) = functions.withError { functions.recordCreate(store, name, $0) }
    guard let reader else {
      throw IndexStoreFailure.unreadableRecord(name: name, reason: reason ?? "the library gives no reason")
    }
    defer { functions.recordDispose(reader) }
    var visit = RecordVisit(functions: functions)
    let isWhole = withUnsafeMutablePointer(to: &visit) { visit in
      functions.recordOccurrences(reader, visit) { context, occurrence in
        guard let visit = context?.assumingMemoryBound(to: RecordVisit.self), let occurrence else { return false }
        visit.pointee.add(occurrence)
        return true
      }
    }
    // A record without occurrences, as a file of comments leaves it, counts as not walked.
    guard isWhole || visit.record.occurrences.isEmpty else {
      throw IndexStoreFailure.unreadableRecord(name: name, reason: "it ends before its end")
    }
    return visit.record
  }

  private var folder: String { "\(path)/v\(IndexFormat.version)" }

  /// Names are read from files too: they must not lead out of the store.
  private static func nameDamage(_ name: String) -> String? {
    name.isEmpty || name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 } || name.hasPrefix(".")
      ? "its name is none of a file in the store" : nil
  }
}

/// Gathers a unit's records while the library calls back.
private struct UnitVisit {
  let functions: IndexStoreFunctions
  var records: [IndexUnit.Record] = []

  mutating func add(_ dependency: UnsafeMutableRawPointer) {
    // 1 is another unit, 2 a record, 3 a plain file.
    guard functions.dependencyKind(dependency) == 2 else { return }
    records.append(
      IndexUnit.Record(
        name: IndexStoreFunctions.string(functions.dependencyName(dependency)),
        file: IndexStoreFunctions.string(functions.dependencyFile(dependency)),
        moduleName: IndexStoreFunctions.string(functions.dependencyModuleName(dependency))))
  }
}

/// Gathers a record's content while the library calls back.
private struct RecordVisit {
  let functions: IndexStoreFunctions
  var record = IndexRecord()
  /// A symbol object lives as long as its record's reader and is the same for all its occurrences.
  private var numbers: [UnsafeMutableRawPointer: Int32] = [:]

  init(functions: IndexStoreFunctions) { self.functions = functions }

  mutating func add(_ occurrence: UnsafeMutableRawPointer) {
    guard let symbol = functions.occurrenceSymbol(occurrence) else { return }
    var (line, column): (UInt32, UInt32) = (0, 0)
    functions.occurrencePlace(occurrence, &line, &column)
    record.occurrences.append(
      IndexRecord.Occurrence(
        line: line, column: column, symbol: number(of: symbol),
        roles: IndexRoles(rawValue: functions.occurrenceRoles(occurrence)),
        firstRelation: Int32(record.relations.count)))
    let functions = functions
    withUnsafeMutablePointer(to: &self) { visit in
      _ = functions.occurrenceRelations(occurrence, visit) { context, relation in
        guard let visit = context?.assumingMemoryBound(to: RecordVisit.self), let relation else { return false }
        visit.pointee.add(relation: relation)
        return true
      }
    }
  }

  private mutating func add(relation: UnsafeMutableRawPointer) {
    guard let symbol = functions.relationSymbol(relation) else { return }
    record.relations.append(
      IndexRecord.Relation(
        roles: IndexRoles(rawValue: functions.relationRoles(relation)), symbol: number(of: symbol)))
  }

  private mutating func number(of symbol: UnsafeMutableRawPointer) -> Int32 {
    if let known = numbers[symbol] { return known }
    let number = Int32(record.symbols.count)
    numbers[symbol] = number
    record.symbols.append(
      IndexSymbol(
        usr: IndexStoreFunctions.string(functions.symbolUSR(symbol)),
        name: IndexStoreFunctions.string(functions.symbolName(symbol)),
        kind: IndexSymbol.Kind(rawValue: functions.symbolKind(symbol)),
        subkind: IndexSymbol.Subkind(rawValue: functions.symbolSubkind(symbol)),
        properties: IndexSymbol.Properties(rawValue: functions.symbolProperties(symbol))))
    return number
  }
}
