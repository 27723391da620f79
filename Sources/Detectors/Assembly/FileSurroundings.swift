import Facts
import Graph
import Rules

/// All that a ``FileDetector`` may read of a file beside its facts.
struct FileSurroundings: Sendable, Equatable {
  private var isTest: Bool
  private var isManifest: Bool
  /// For each declaration its nominal type as ``CodeGraph/typeOfDeclaration`` has it: the index in the file, -1 for none,
  /// and below that what kind of type of another file it is.
  private var types: [Int]

  init(ofFile index: Int, in graph: CodeGraph, kinds: [DeclarationKind]) {
    isTest = graph.isTestCode(index)
    isManifest = graph.files[index].isManifest
    let first = Int(graph.files[index].firstDeclaration)
    let own = first..<first + graph.files[index].facts.declarations.count
    types = graph.typeOfDeclaration[own].map { type in
      if type < 0 { return -1 }
      return own.contains(Int(type)) ? Int(type) - first : -2 - Int(kinds[Int(type)].rawValue)
    }
  }
}

/// What the file detectors of a run report of one file, with the place that the file had in the graph.
struct FileReports: Sendable {
  var surroundings: FileSurroundings
  /// See ``DetectionMemory/generation(ofFileRules:)``.
  var rules: Int
  var file: Int
  var firstDeclaration: Int
  /// One for each detector.
  var reports: [DefectReport]

  /// The reports as of the file at `index`, whose first declaration is `first`.
  func moved(to index: Int, firstDeclaration first: Int) -> [DefectReport] {
    guard index != file || first != firstDeclaration else { return reports }
    return reports.map { report in
      report.mappingDefects { defect in
        defect.file = index
        if defect.declaration >= 0 { defect.declaration += first - firstDeclaration }
        for place in defect.evidence.indices { defect.evidence[place].file = index }
      }
    }
  }
}

/// A file detector's rule with its settings.
struct FileRule: Sendable, Equatable {
  var id: String
  var options: RuleOptions
}
