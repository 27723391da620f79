package import Facts

/// What one module of the toolchain declares, as if it were one source file of signatures.
///
/// The facts are those of a file that holds every public declaration of the module's interface and nothing else: no
/// bodies, comments, tokens or lines (all token indices are 0), no module qualifiers, no attributes but those that
/// change what a name means. Inner parameter names are left out, a default value is a literal that says only that there
/// is one, and extensions of one type under the same conditions are one. A protocol's primary associated types are its
/// first associated types, in their order. Marker protocols (`Sendable`, `Copyable` …) are not listed as conformances.
package struct LibraryModule: Sendable {
  /// The name it is imported by.
  package var name: String
  package var facts: FileFacts
  /// Import names of the modules that it re-exports, whether the table holds them or not.
  package var reexports: [String]

  package init(name: String, facts: FileFacts, reexports: [String]) {
    self.name = name
    self.facts = facts
    self.reexports = reexports
  }
}
