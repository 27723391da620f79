import Facts
package import Model
package import TokenEnergy

/// Token energy of a set of files, each scored by a model of the others.
package struct EnergyStudy: Sendable {
  package let files: [EnergyFile]
  package let model: EnergyModel
  /// One for each file.
  let energies: [StreamEnergy]

  /// Builds the model of all files but generated ones, and scores each file without itself.
  ///
  /// - Parameter model: Holds the files' vocabulary and no counts yet.
  package init(
    files: [EnergyFile], model: EnergyModel, workers: Int,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) {
    self.files = files
    self.model = model
    model.add(files.filter { !$0.facts.isGenerated }.map(\.stream), workers: workers)
    energies = Self.scores(files, model, workers: workers, progress)
  }

  /// Files are dealt out one by one; each worker has a scorer of its own, and the result is the same for any number.
  private static func scores(
    _ files: [EnergyFile], _ model: EnergyModel, workers: Int, _ progress: @escaping @Sendable (Int, Int) -> Void
  ) -> [StreamEnergy] {
    let cursor = AtomicCounter()
    let done = AtomicCounter()
    let slots = SlotArray<StreamEnergy>(count: files.count)
    let lanes = max(1, min(workers, files.count))
    parallelFor(count: lanes, workers: lanes) { _ in
      let scorer = EnergyScorer()
      while true {
        let index = cursor.next()
        guard index < files.count else { return }
        let file = files[index]
        slots.set(index, scorer.score(file.stream, in: model, withheld: !file.facts.isGenerated))
        progress(done.next() + 1, files.count)
      }
    }
    return slots.values()
  }

  /// Sum over one file.
  package func sum(of file: Int) -> EnergySum {
    var sum = EnergySum()
    let source = files[file]
    let energy = energies[file]
    for place in energy.bits.indices {
      sum.add(
        energy.bits[place], source.group(of: place),
        characters: model.vocabulary.byteCount(of: source.stream.tokens[place]))
    }
    sum.newTokens = energy.newTokens.count
    return sum
  }

  /// Every token of one file, in order.
  package func tokens(of file: Int) -> [EnergyReport.Token] {
    let source = files[file]
    let new = Set(energies[file].newTokens.map(\.place))
    return energies[file].bits.indices.map { place in
      let position = source.facts.position(ofToken: Int(source.places[place]))
      return EnergyReport.Token(
        line: position.line, column: position.column, text: model.vocabulary.text(of: source.stream.tokens[place]),
        group: source.group(of: place), bits: energies[file].bits[place], isNew: new.contains(place))
    }
  }
}
