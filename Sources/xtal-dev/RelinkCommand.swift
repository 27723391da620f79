import ArgumentParser
import Facts
import Foundation
import Graph
import Pipeline

/// `xtal-dev relink`: links commit after commit, once incrementally and once afresh, and compares.
struct RelinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relink", abstract: "Compare linking again with linking afresh along revisions.",
    discussion: """
      Reads each revision from the object database, links it again from the one before it and, beside that, afresh. \
      Prints for each the number of files, of files resolved again, both times in milliseconds and whether the graphs \
      are equal. Fails where any differ.
      """)

  @Argument(help: "Root folder of the repository.")
  var path: String

  @Argument(help: "Revisions in order, the oldest first; two at least.")
  var revisions: [String]

  @Option(help: "Worker threads (default: one for each processor).")
  var workers: Int?

  func run() throws {
    let workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
    var linker: IncrementalLinker?
    var different = 0
    print("revision\tfiles\tresolved\tagain ms\tafresh ms\tequal")
    for revision in revisions {
      let request = SnapshotRequest(
        path: path, revision: revision, configuration: Configuration(), workers: workers)
      let snapshot = try LinkableSnapshot(request)
      let library = LibraryModules.load(for: snapshot.files, workers: workers)
      let clock = ContinuousClock()
      let again = clock.measure {
        if linker == nil {
          linker = IncrementalLinker(
            files: snapshot.files, layout: snapshot.layout, library: library, workers: workers)
        } else {
          linker?.link(files: snapshot.files, layout: snapshot.layout, library: library)
        }
      }
      var graph: CodeGraph?
      let afresh = clock.measure {
        graph = GraphLinker.link(
          files: snapshot.files, layout: snapshot.layout, library: library, workers: workers)
      }
      guard let linker, let graph else { continue }
      let isEqual = linker.graph.hasSameLinks(as: graph)
      if !isEqual { different += 1 }
      defer { if !isEqual { printDifferences(linker.graph, graph) } }
      let resolved = linker.update.isFresh ? "all" : "\(linker.update.resolvedFiles)"
      print(
        "\(revision)\t\(snapshot.files.count)\t\(resolved)\t\(milliseconds(again))\t\(milliseconds(afresh))\t\(isEqual)"
      )
    }
    if different > 0 { throw ExitCode(1) }
  }

  /// The first few references that only one of both has, and of which kind else they differ.
  private func printDifferences(_ again: CodeGraph, _ afresh: CodeGraph) {
    func line(_ reference: Reference, in graph: CodeGraph) -> String {
      let file = graph.files[Int(reference.file)]
      let token = Int(file.facts.tree[Int(reference.node)].firstToken)
      return "\(file.path):\(file.facts.position(ofToken: token).line): \(reference.role.word) of "
        + "\(graph.qualifiedName(Int(reference.target))) (\(reference.confidence) %)"
    }
    for (word, graph, other) in [("only again", again, afresh), ("only afresh", afresh, again)] {
      let known = Set(other.references.map { line($0, in: other) })
      for reference in graph.references.map({ line($0, in: graph) }).filter({ !known.contains($0) }).prefix(5) {
        print("  \(word): \(reference)")
      }
      let names = Set(other.unresolvedReferences.map { "\($0)" })
      for reference in graph.unresolvedReferences.filter({ !names.contains("\($0)") }).prefix(3) {
        let file = graph.files[Int(reference.file)]
        let token = Int(file.facts.tree[Int(reference.node)].firstToken)
        print("  \(word): \(file.path):\(file.facts.position(ofToken: token).line) \(reference.reason.word)")
      }
    }
    let parts: [(String, Bool)] = [
      ("references", again.references == afresh.references),
      ("unresolved", again.unresolvedReferences == afresh.unresolvedReferences),
      ("witnesses", again.witnesses == afresh.witnesses), ("open types", again.openTypes == afresh.openTypes),
      ("absences", again.absences == afresh.absences), ("imports", again.moduleImports == afresh.moduleImports),
      ("types", again.typeOfDeclaration == afresh.typeOfDeclaration),
    ]
    print("  differ: \(parts.filter { !$0.1 }.map(\.0).joined(separator: ", "))")
  }

  private func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return String(format: "%.1f", Double(seconds) * 1000 + Double(attoseconds) / 1e15)
  }
}
