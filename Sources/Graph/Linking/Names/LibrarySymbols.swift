import Model

/// What the table knows of the library's modules before it knows a repository: the state in which a ``SymbolTableBuilder``
/// goes on. A class because every table that is made from it lends it; it never changes.
final class LibrarySymbols: Sendable {
  let builder: SymbolTableBuilder

  /// `names` number the names of the parts of `modules`, in order, before all others, and get those that the resolver knows;
  /// the modules' own numbers follow those of the layout's modules.
  init(_ modules: [LibraryModule], layout: ProjectLayout, names: inout GlobalNames, workers: Int) {
    builder = SymbolTableBuilder(library: modules, layout: layout, names: names, workers: workers)
    names = builder.names
  }
}
