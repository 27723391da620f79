import Facts
import Graph
import Model

/// How sure it is that what no source shows is not there: the one place where the confidence of "nobody uses it" is set.
///
/// A file whose references come from the compiler's index deserves more than one that was read by syntax alone; once the
/// graph tells which is which, ``Tier`` is where it enters.
struct AbsenceConfidence {
  /// Where a file's references come from.
  enum Tier {
    case syntax
    case index

    /// Confidence that a declaration of wider access than a file's is not used.
    var base: Double { self == .index ? 0.97 : 0.9 }
    /// The same for what one file shows whole.
    var withinFile: Double { self == .index ? 0.99 : 0.95 }
  }

  private let graph: CodeGraph
  /// For each module whether some file of it could not be read in full.
  private let isPartial: [Bool]

  init(_ graph: CodeGraph) {
    self.graph = graph
    var isPartial = [Bool](repeating: false, count: graph.layout.modules.count)
    for file in graph.files where file.module >= 0 && !file.facts.gaps.isEmpty && file.facts.gaps != [.nulBytes] {
      isPartial[Int(file.module)] = true
    }
    self.isPartial = isPartial
  }

  /// The confidence that nothing uses a declaration.
  ///
  /// - Parameters:
  ///   - reach: From how far away it can be named.
  ///   - isNameShared: Whether tokens elsewhere spell its name, all of which the graph takes for other declarations.
  ///   - isConditional: Whether it stands in an `#if`, where people keep what they use by hand.
  func value(file: Int, reach: AccessLevel, isNameShared: Bool, isConditional: Bool) -> Double {
    let tier = Tier.syntax
    var value = reach <= .fileprivate ? tier.withinFile : tier.base
    if isNameShared { value = min(value, tier.base) - 0.05 }
    if isConditional { value -= 0.2 }
    let module = Int(graph.files[file].module)
    guard module >= 0 else { return value - 0.2 }
    if reach > .fileprivate {
      if graph.layout.modules[module].kind == .folder { value -= 0.1 }
      if isPartial[module] { value -= 0.2 }
    }
    return value
  }
}
