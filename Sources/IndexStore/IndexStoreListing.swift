package import Model

/// The units of a store that may be of a repository's files, by their names alone: what can be known of a store without
/// reading it.
package struct IndexStoreListing: Sendable {
  /// A unit's file.
  package struct Unit: Sendable, Equatable {
    package var name: String
    /// When it was written, in nanoseconds since 1970.
    package var time: Int64
    /// In bytes.
    package var size: Int64
  }

  /// More units than this for files of the same names no project has: a million lines have some ten thousand files.
  static let unitLimit = 200_000

  /// The store's folder.
  package let store: String
  /// Sorted by name.
  package let units: [Unit]

  /// Lists the store at `store`. A unit is called after its object file, and that after its source, so that those of
  /// files with other names than `paths` have are left out: a store may hold a hundred times as many, of dependencies.
  ///
  /// Throws ``IndexStoreFailure/tooLarge(path:units:)``.
  package init(store: String, paths: [String]) throws(IndexStoreFailure) {
    let stems = Set(paths.map { Self.stem(ofPath: $0) })
    let folder = "\(store)/v\(IndexFormat.version)/units"
    let names = RealPath.entries(folder).filter { Self.isUnit($0, of: stems) }
    guard names.count <= Self.unitLimit else { throw .tooLarge(path: store, units: names.count) }
    self.store = store
    units = names.compactMap { name in
      RealPath.stamp("\(folder)/\(name)").map { Unit(name: name, time: $0.time, size: $0.size) }
    }
  }

  /// Adds to `hash` all that decides what reading these units gives: the units, the library, and when the sources at
  /// `paths` below `root` were last written.
  package func combine(library: String, root: String, paths: [String], into hash: inout StableHash) {
    hash.combine(store)
    for unit in units {
      hash.combine(unit.name)
      hash.combine(UInt64(bitPattern: unit.time))
      hash.combine(UInt64(bitPattern: unit.size))
    }
    for path in [library] + paths.map({ "\(root)/\($0)" }) {
      let stamp = RealPath.stamp(path) ?? (time: 0, size: -1)
      hash.combine(UInt64(bitPattern: stamp.time))
      hash.combine(UInt64(bitPattern: stamp.size))
    }
    hash.combine(library)
  }

  /// The file's name without its folders and `.swift`.
  private static func stem(ofPath path: String) -> Substring {
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    return name.hasSuffix(".swift") ? name.dropLast(6) : name
  }

  /// Whether a unit's name is one of the stems and something after it: `Box.swift.o-1A2B`, `Box.o-1A2B`, `Box-2.o-1A2B`.
  private static func isUnit(_ name: String, of stems: Set<Substring>) -> Bool {
    let bytes = name.utf8
    return bytes.indices.contains { index in
      (bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: "-")) && stems.contains(name[..<index])
    }
  }
}
