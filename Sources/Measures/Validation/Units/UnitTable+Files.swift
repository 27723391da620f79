import Facts
package import Graph
package import Model

extension UnitTable {
  /// The studied files of a graph. Fan-in and fan-out are files that use the file and that it uses. `energies` are those
  /// of all files of the graph; without them energy is no predictor.
  package static func files(
    _ files: StudiedFiles, of graph: CodeGraph, findings: [Finding], energies: FileEnergies? = nil
  ) -> UnitTable {
    let byPath = Dictionary(grouping: findings, by: \.path)
    var fanIn = [Int](repeating: 0, count: graph.files.count)
    var fanOut = fanIn
    for edge in graph.fileEdges {
      fanOut[Int(edge.from)] += 1
      fanIn[Int(edge.to)] += 1
    }
    let measures = files.indices.map { index in
      let file = graph.files[index]
      var unit = UnitMeasures(
        path: file.path, symbol: "", linesOfCode: Int(file.facts.linesOfCode), findings: byPath[file.path] ?? [],
        fanIn: fanIn[index], fanOut: fanOut[index])
      for body in file.facts.bodies where !file.facts.declarations[Int(body.declaration)].traits.contains(.isLocal) {
        unit.add(cognitive: Int(body.cognitive))
      }
      if let energies { unit.energies = energies.values[index] }
      return unit
    }
    return UnitTable(unit: .file, measures: measures, energies: energies == nil ? [] : FileEnergies.names)
  }
}
