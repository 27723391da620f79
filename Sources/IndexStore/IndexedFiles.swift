import Model

/// What an index store knows of a repository's files: for each file its newest unit's record, or why there is none.
///
/// It compares times only; whether a record fits the file's text is for those who know the text.
package struct IndexedFiles: Sendable {
  /// What there is for one file.
  package enum Content: Sendable {
    case record(IndexRecord)
    /// No unit names the file.
    case absent
    /// The file was changed after its unit was written.
    case stale
    /// What was compiled is not what is analysed: for those to say who know both.
    case otherContent
    /// The unit is there, its record cannot be read.
    case unreadable(String)
  }

  /// One file's content with the module that its unit was compiled for.
  package struct File: Sendable {
    package var moduleName: String
    package var content: Content
  }

  /// One for each path asked for, in that order.
  package var files: [File]
  /// Units read, those of them whose main file is none of those asked for, as of another checkout, and why units could
  /// not be read: sorted.
  package var unitCount = 0
  package var foreignUnitCount = 0
  package var unreadableUnits: [String] = []

  /// Reads what `store` knows of the files at `paths`, which are relative to `root`.
  ///
  /// Where several units name a file, as for two platforms or two products, the newest counts. Deterministic whatever
  /// the number of workers.
  package static func read(
    _ listing: IndexStoreListing, from store: IndexStoreReader, root: String, paths: [String], workers: Int
  ) -> IndexedFiles {
    let listed = listing.units
    let units = parallelMap(count: listed.count, workers: workers) { index -> Result<IndexUnit, IndexStoreFailure> in
      do throws(IndexStoreFailure) {
        return .success(try store.unit(named: listed[index].name))
      } catch {
        return .failure(error)
      }
    }
    var result = IndexedFiles(files: paths.map { _ in File(moduleName: "", content: .absent) })
    let chosen = result.choose(units, root: root, paths: paths)
    result.files = parallelMap(count: paths.count, workers: workers) { index in
      guard let unit = chosen[index] else { return File(moduleName: "", content: .absent) }
      return File(moduleName: unit.moduleName, content: content(of: unit, path: "\(root)/\(paths[index])", store))
    }
    return result
  }

  private init(files: [File]) { self.files = files }

  /// The newest unit of each path; counts what is left over.
  private mutating func choose(
    _ units: [Result<IndexUnit, IndexStoreFailure>], root: String, paths: [String]
  ) -> [IndexUnit?] {
    var indexOfPath: [Substring: Int] = [:]
    for (index, path) in paths.enumerated() { indexOfPath[path[...]] = index }
    let roots = [root, RealPath.of(root) ?? root].map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    var chosen = [IndexUnit?](repeating: nil, count: paths.count)
    for unit in units {
      switch unit {
      case .failure(let failure): unreadableUnits.append(failure.summary)
      case .success(let unit):
        unitCount += 1
        guard let index = Self.relative(unit.mainFile, roots).flatMap({ indexOfPath[$0] }) else {
          foreignUnitCount += 1
          continue
        }
        if let earlier = chosen[index], earlier.modificationTime >= unit.modificationTime { continue }
        chosen[index] = unit
      }
    }
    return chosen
  }

  /// The path below one of `roots`, as it is written or with its links followed.
  private static func relative(_ path: String, _ roots: [String]) -> Substring? {
    for root in roots where path.hasPrefix(root) { return path.dropFirst(root.count) }
    guard !path.isEmpty, let real = RealPath.of(path) else { return nil }
    for root in roots where real.hasPrefix(root) { return real.dropFirst(root.count) }
    return nil
  }

  private static func content(of unit: IndexUnit, path: String, _ store: IndexStoreReader) -> Content {
    guard let time = RealPath.modificationTime(path), time <= unit.modificationTime else { return .stale }
    let own = unit.records.filter { $0.file == unit.mainFile }
    guard let record = own.first else { return .record(IndexRecord()) }
    do throws(IndexStoreFailure) {
      return .record(try store.record(named: record.name))
    } catch {
      return .unreadable(error.summary)
    }
  }
}
