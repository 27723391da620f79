package import Facts

/// What one module outside the repository declares, as source files of signatures.
///
/// A module of the toolchain is one file, the library's table has it. Its facts are those of a file that holds every public declaration of the module's interface and nothing else: no
/// bodies, comments, tokens or lines (all token indices are 0), no module qualifiers, no attributes but those that
/// change what a name means. Inner parameter names are left out, a default value is a literal that says only that there
/// is one, and extensions of one type under the same conditions are one. A protocol's primary associated types are its
/// first associated types, in their order. Marker protocols (`Sendable`, `Copyable` …) are not listed as conformances.
///
/// A module of a package that lies resolved beside the repository has a part for each of its files, in the form that
/// `InterfaceFacts` gives.
package struct LibraryModule: Sendable {
  /// Where its facts come from.
  package enum Origin: Sendable {
    case table
    case checkout
    /// From files some of which could not be read wholly.
    case partialCheckout
  }

  /// The name it is imported by.
  package var name: String
  package var parts: [FileFacts]
  /// Import names of the modules that it re-exports, whether the table holds them or not.
  package var reexports: [String]
  package var origin: Origin

  package init(name: String, parts: [FileFacts], reexports: [String], origin: Origin = .table) {
    self.name = name
    self.parts = parts
    self.reexports = reexports
    self.origin = origin
  }

  /// Whether another module has the same name and declares the same.
  func isSame(as other: LibraryModule) -> Bool {
    name == other.name && reexports == other.reexports && origin == other.origin && parts == other.parts
  }
}
