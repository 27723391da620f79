import Facts
package import Graph
package import Model
package import TokenEnergy

/// Token energy of a set of files, each scored by a model of the others.
package struct EnergyStudy: Sendable {
  package let files: [EnergyFile]
  package let model: EnergyModel
  /// One for each file.
  let energies: [StreamEnergy]
  /// The scorers, for whoever looks at the study further.
  let scoring: ScoringPool

  /// Builds the model of all files but generated ones, and scores each file without itself.
  ///
  /// - Parameter model: Holds the files' vocabulary and no counts yet.
  package init(
    files: [EnergyFile], model: EnergyModel, workers: Int,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) {
    self.files = files
    self.model = model
    let scoring = ScoringPool()
    self.scoring = scoring
    model.add(files.filter { !$0.facts.isGenerated }.map(\.stream), workers: workers)
    energies = scoring.scores(
      files.map(\.stream), in: model, withheld: files.map { !$0.facts.isGenerated }, workers: workers,
      progress: progress)
  }

  /// The same of the files of a graph, in its order.
  package init(
    _ graph: CodeGraph, workers: Int, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) {
    let model = EnergyModel()
    let files = model.withVocabulary { vocabulary in
      graph.files.map { file in
        EnergyFile(path: file.path, facts: file.facts, module: Int(file.module), vocabulary: &vocabulary)
      }
    }
    self.init(files: files, model: model, workers: workers, progress: progress)
  }

  /// Sum over one file.
  package func sum(of file: Int) -> EnergySum { EnergySum(files[file], energies[file], model.vocabulary) }

  /// Every token of one file, in order.
  package func tokens(of file: Int) -> [EnergyHeat.Token] {
    let source = files[file]
    let new = Set(energies[file].newTokens.map(\.place))
    return energies[file].bits.indices.map { place in
      let position = source.facts.position(ofToken: Int(source.places[place]))
      return EnergyHeat.Token(
        line: position.line, column: position.column, text: model.vocabulary.text(of: source.stream.tokens[place]),
        group: source.group(of: place), bits: energies[file].bits[place], isNew: new.contains(place))
    }
  }
}
