import Facts
import Graph

/// Size and complexity of some of a graph's files.
struct SizeMetrics {
  private(set) var linesOfCode = 0
  private var lines = 0
  private var commentLines = 0
  private var declarations = 0
  private var types = 0
  private var bodies = 0
  private var cyclomaticSum = 0
  private var cyclomaticMax = 0
  private var cognitiveSum = 0
  private var cognitiveMax = 0
  private let fileCount: Int

  /// `files` are indices in `graph.files`.
  init(graph: CodeGraph, files: [Int]) {
    fileCount = files.count
    for index in files { add(graph.files[index].facts) }
  }

  private mutating func add(_ facts: FileFacts) {
    lines += facts.lineCount
    linesOfCode += Int(facts.linesOfCode)
    commentLines += Int(facts.commentLines)
    for declaration in facts.declarations where !declaration.traits.contains(.isLocal) {
      if declaration.kind != .extension { declarations += 1 }
      if declaration.kind.isNominalType { types += 1 }
    }
    for body in facts.bodies where !facts.declarations[Int(body.declaration)].traits.contains(.isLocal) {
      bodies += 1
      cyclomaticSum += Int(body.cyclomatic)
      cognitiveSum += Int(body.cognitive)
      cyclomaticMax = max(cyclomaticMax, Int(body.cyclomatic))
      cognitiveMax = max(cognitiveMax, Int(body.cognitive))
    }
  }

  var values: [String: Double] {
    [
      "size.files": Double(fileCount), "size.lines": Double(lines), "size.linesOfCode": Double(linesOfCode),
      "size.commentLines": Double(commentLines), "size.declarations": Double(declarations),
      "size.types": Double(types), "size.bodies": Double(bodies), "complexity.cyclomatic.max": Double(cyclomaticMax),
      "complexity.cyclomatic.mean": mean(cyclomaticSum), "complexity.cognitive.max": Double(cognitiveMax),
      "complexity.cognitive.mean": mean(cognitiveSum),
    ]
  }

  private func mean(_ sum: Int) -> Double { bodies == 0 ? 0 : MetricRounding.rounded(Double(sum) / Double(bodies)) }
}
