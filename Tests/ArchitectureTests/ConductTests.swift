import Testing

/// What Sources may not do, proven with the facts that xtal reads from them.
@Suite struct ConductTests {
  @Test func nothingTrapsByForce() {
    let traps = SourceTree.sources.files.flatMap(ConductCheck.traps)
    #expect(traps.isEmpty, "\(traps.joined(separator: "\n"))")
  }

  @Test func onlyTheOutermostTargetsWriteFiles() {
    let writers = SourceTree.sources.files.filter { !LayerTable.writingTargets.contains($0.target) }
      .flatMap { ConductCheck.uses(of: ConductCheck.writingNames, in: $0) }
    #expect(writers.isEmpty, "\(writers.joined(separator: "\n"))")
  }

  @Test func onlyExecutablesReadTheEnvironment() {
    let readers = SourceTree.sources.files.filter { !LayerTable.executableTargets.contains($0.target) }
      .flatMap { ConductCheck.uses(of: ConductCheck.environmentNames, in: $0) }
    #expect(readers.isEmpty, "\(readers.joined(separator: "\n"))")
  }

  @Test func noVariableIsSharedByTheWholeProcess() {
    let variables = SourceTree.sources.files.flatMap(ConductCheck.sharedVariables)
    #expect(variables.isEmpty, "\(variables.joined(separator: "\n"))")
  }

  @Test func everyClassSaysWhyItIsOne() {
    let classes = SourceTree.sources.files.flatMap(ConductCheck.classesWithoutReason)
    #expect(classes.isEmpty, "\(classes.joined(separator: "\n"))")
  }

  // The checks themselves, on input that breaks the rule.

  @Test(arguments: [
    ("let a = b!", "force unwrap"),
    ("let a = b as! Int", "as!"),
    ("let a = try! f()", "try!"),
    ("var a: Int!", "implicitly unwrapped type"),
    ("func f() { fatalError(\"no\") }", "fatalError"),
    ("func f() { Swift.assert(g(b!.c)) }", "force unwrap"),
  ])
  func aTrapIsFound(source: String, reason: String) {
    #expect(ConductCheck.traps(in: SourceTree.file(source)) == ["Sources/Model/Sample.swift:1: \(reason)"])
  }

  @Test func harmlessCodeIsNoTrap() {
    let file = SourceTree.file(
      """
      // b! and try! and as! and fatalError()
      let text = "try! fatalError() as! b!"
      let a = !b && c != d
      let e = try? f() as? Int
      """)
    #expect(ConductCheck.traps(in: file).isEmpty)
  }

  @Test func writingIsFound() {
    let file = SourceTree.file(
      """
      let descriptor = open(path, O_WRONLY | O_CREAT)
      try FileManager.default.removeItem(atPath: path)
      let readable = open(path, O_RDONLY)
      """)
    let uses = ConductCheck.uses(of: ConductCheck.writingNames, in: file)
    #expect(
      uses == [
        "Sources/Model/Sample.swift:1: O_WRONLY", "Sources/Model/Sample.swift:1: O_CREAT",
        "Sources/Model/Sample.swift:2: removeItem",
      ])
  }

  @Test func sharedVariablesAreFound() {
    let file = SourceTree.file(
      """
      var counter = 0
      let constant = 0
      struct Cache {
        static var entries = [Int]()
        static let limit = 3
        static var computed: Int { 1 }
        var member = 0
      }
      func f() { var local = 0; local += 1 }
      """)
    #expect(
      ConductCheck.sharedVariables(in: file) == [
        "Sources/Model/Sample.swift:1: counter", "Sources/Model/Sample.swift:4: Cache.entries",
      ])
  }

  @Test func aClassWithoutAReasonIsFound() {
    let file = SourceTree.file(
      """
      class Plain {}
      /// A class because it owns a handle.
      final class Reasoned {}
      """)
    #expect(ConductCheck.classesWithoutReason(in: file) == ["Sources/Model/Sample.swift:1: Plain"])
  }
}
