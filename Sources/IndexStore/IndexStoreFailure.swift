/// Why the compiler's index, or a part of it, cannot be read. None of these ends an analysis: the syntactic resolver
/// answers instead.
package enum IndexStoreFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// No library at any of the places tried.
  case noLibrary(tried: [String])
  /// The dynamic linker refused the file.
  case notALibrary(path: String, reason: String)
  /// The file is a library, but not libIndexStore, or one of an interface that lacks a function.
  case missingFunction(path: String, name: String)
  /// The folder is not an index store, nor does it hold one.
  case noStore(path: String)
  /// The library refused the store.
  case unreadableStore(path: String, reason: String)
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
    case .noStore(let path):
      return "\(path) is not an index store: it holds no folder 'v5' with units and records."
    case .unreadableStore(let path, let reason): return "The index store \(path) cannot be read: \(reason)"
    case .unreadableUnit(let name, let reason): return "unit \(name) of the index cannot be read: \(reason)"
    case .unreadableRecord(let name, let reason): return "record \(name) of the index cannot be read: \(reason)"
    }
  }
}
