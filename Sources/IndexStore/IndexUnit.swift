/// One compilation of one main file: what it is called, when it was, and which records it left.
package struct IndexUnit: Sendable, Equatable {
  /// A record and the file it tells about.
  package struct Record: Sendable, Equatable {
    package var name: String
    /// Absolute.
    package var file: String
    package var moduleName: String
  }

  package var name: String
  /// Absolute; empty for a unit without a main file, such as a precompiled module's.
  package var mainFile: String
  package var moduleName: String
  /// Part of the system's modules, not of the project.
  package var isSystem: Bool
  /// When the unit was written, in nanoseconds since 1970.
  package var modificationTime: Int64
  package var records: [Record]
}
