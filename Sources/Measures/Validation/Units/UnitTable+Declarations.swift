package import Graph
package import Model

extension UnitTable {
  /// The declarations of the studied files of a graph that have a body or are types, are not local, and have at least
  /// ``DeclarationUnits/leastLines`` lines of code.
  ///
  /// What bears one qualified name in one file is one unit, together with all that is nested in it: a type with its
  /// extensions there. So lines, findings and changes of a method count for the method and for its type.
  package static func declarations(_ files: StudiedFiles, of graph: CodeGraph, findings: [Finding]) -> UnitTable {
    var units = DeclarationUnits(files, of: graph)
    for finding in findings { units.add(finding) }
    units.countUses(in: graph)
    return UnitTable(unit: .declaration, measures: units.measures)
  }
}
