import Facts
package import Graph
package import Model
package import Rules

/// Finds parameters of functions, initialisers and subscripts that the body never names.
///
/// Silent where something other than the body prescribes the parameter: a protocol, a superclass, a subclass, a run
/// time, an attribute, or a place that takes the function as a value. Closures are not looked at. Files that a program
/// wrote or that were read in part only are left out.
package struct UnusedParameterDetector: GraphDetector {
  package static let rule = RuleID("interstitial/unused-parameter")

  package init(options: RuleOptions) {}

  package func detect(in graph: CodeGraph, _ tables: SharedTables, report: inout DefectReport) {
    var functions: [Int] = []
    var groups: [ArraySlice<UnnamedParameter>] = []
    let isJudged = tables.isJudged
    for (file, notes) in tables.notes.enumerated() where isJudged[file] {
      for group in notes.parameters.chunked(while: { $0.declaration == $1.declaration }) {
        guard let first = group.first else { continue }
        groups.append(group)
        functions.append(Int(graph.files[file].firstDeclaration) + first.declaration)
      }
    }
    guard !functions.isEmpty else { return }
    let prescribed = PrescribedSignatures(for: functions, in: graph, tables)
    for (parameters, function) in zip(groups, functions) {
      let confidence = prescribed.freedom(of: function)
      if confidence > 0 { add(parameters, of: function, confidence: confidence, in: graph, to: &report) }
    }
  }

  /// Adds one defect for all such parameters of a function, since they are taken out together.
  private func add(
    _ parameters: ArraySlice<UnnamedParameter>, of function: Int, confidence: Double, in graph: CodeGraph,
    to report: inout DefectReport
  ) {
    guard let first = parameters.first else { return }
    let file = Int(graph.fileOfDeclaration[function])
    let facts = graph.files[file].facts
    let tokens = parameters.map { Int(facts.tree[$0.nameNode].nameToken) }
    let names = parameters.map { "'\(facts.strings[$0.name])'" }
    let title = "'\(facts.strings[facts.declarations[first.declaration].fullName])'"
    let message =
      switch names.count {
      case 1: "the parameter \(names[0]) of \(title) is never used"
      case 2: "the parameters \(names[0]) and \(names[1]) of \(title) are never used"
      default: "the parameter \(names[0]) of \(title) is never used, nor are \(names.count - 1) others"
      }
    report.add(
      Defect(
        file: file, offset: facts.tokens.offsets[tokens[0]], endOffset: facts.endOffset(ofToken: tokens[0]),
        declaration: function, message: message, confidence: confidence, units: Double(names.count),
        evidence: zip(tokens, names).dropFirst().map { token, name in
          Defect.Place(file: file, firstToken: token, lastToken: token, message: "\(name) is not used either")
        }))
  }
}

extension Array {
  /// The array cut where neighbours do not belong together.
  fileprivate func chunked(while belong: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var chunks: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices where index + 1 == endIndex || !belong(self[index], self[index + 1]) {
      chunks.append(self[start...index])
      start = index + 1
    }
    return chunks
  }
}
