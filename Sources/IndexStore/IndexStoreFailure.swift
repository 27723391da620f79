/// Why the compiler's index, or a part of it, cannot be read. None of these ends an analysis: the syntactic resolver
/// answers instead.
package enum IndexStoreFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// No library at any of the places tried.
  case noLibrary(tried: [String])
  /// The dynamic linker refused the file.
  case notALibrary(path: String, reason: String)
  /// The file is a library, but not libIndexStore, or one of an interface that lacks a function.
  case missingFunction(path: String, name: String)
  /// The library is of another format of the index than the one that xtal knows and checks.
  case foreignVersion(path: String, version: UInt32)
  /// The folder is not an index store, nor does it hold one.
  case noStore(path: String)
  /// The library refused the store.
  case unreadableStore(path: String, reason: String)
  /// There are more units of files with the names that are asked for than a run can read.
  case tooLarge(path: String, units: Int)
  /// A unit cannot be read.
  case unreadableUnit(name: String, reason: String)
  /// A record cannot be read.
  case unreadableRecord(name: String, reason: String)

  package var description: String {
    switch self {
    case .noLibrary(let tried):
      let places = tried.isEmpty ? "there is no Swift toolchain on PATH" : "tried \(tried.joined(separator: ", "))"
      return "libIndexStore was not found: \(places). Name it with --index-store-library."
    case .notALibrary(let path, let reason):
      return "\(path) cannot be loaded as libIndexStore: \(reason)"
    case .missingFunction(let path, let name):
      return "\(path) is not a libIndexStore that xtal knows: it has no function '\(name)'."
    case .foreignVersion(let path, let version):
      return "\(path) reads version \(version) of the index; xtal knows version \(IndexFormat.version). "
        + "Name the library of another toolchain with --index-store-library, or leave the index out: --index-store none."
    case .noStore(let path):
      return "\(path) is not an index store: it holds no folder 'v5' with units and records."
    case .unreadableStore(let path, let reason): return "The index store \(path) cannot be read: \(reason)"
    case .tooLarge(let path, let units):
      return "The index store \(path) has \(units) units for files with these names, more than xtal reads."
    case .unreadableUnit(let name, let reason): return "unit \(name) of the index cannot be read: \(reason)"
    case .unreadableRecord(let name, let reason): return "record \(name) of the index cannot be read: \(reason)"
    }
  }

  /// The reason without a path of this machine, as a report may say it.
  package var summary: String {
    switch self {
    case .noLibrary: "libIndexStore was not found (--index-store-library names it)"
    case .notALibrary: "the file taken for libIndexStore cannot be loaded"
    case .missingFunction(_, let name): "the file taken for libIndexStore has no function '\(name)'"
    case .foreignVersion(_, let version):
      "libIndexStore is for version \(version) of the index, xtal knows version \(IndexFormat.version)"
        + " (--index-store-library names another one)"
    case .noStore: "there is no index store of version \(IndexFormat.version) at the place given"
    case .unreadableStore: "libIndexStore refuses the store"
    case .tooLarge(_, let units): "its \(units) units for files with these names are more than xtal reads"
    case .unreadableUnit(let name, let reason): "unit \(name) cannot be read: \(reason)"
    case .unreadableRecord(let name, let reason): "record \(name) cannot be read: \(reason)"
    }
  }
}
