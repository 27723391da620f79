import Facts
import Model
import Testing

/// Cyclomatic and cognitive complexity, case by case, as docs/metrics.md defines them.
struct BodyMeasurerTests {
  @Test(arguments: [
    ("let a = 1", 1, 0), ("if a { }", 2, 1), ("if a { } else { }", 2, 2), ("if a { } else if b { } else { }", 3, 3),
    ("if a { if b { } }", 3, 3), ("guard a else { return }", 2, 1), ("for x in y where x { }", 2, 1),
    ("while a { for b in c { if d { } } }", 4, 6), ("repeat { } while a", 2, 1),
    ("switch a { case 1: break; case 2: break; default: break }", 3, 1), ("do { } catch { }", 2, 1),
    ("_ = a && b && c", 3, 1), ("_ = a && b || c", 3, 2), ("_ = a ?? b", 2, 0), ("_ = a ? b : c", 2, 1),
    ("f { if a { } }", 2, 2), ("func g() { if a { } }", 2, 2), ("outer: for a in b { continue outer }", 2, 2),
  ])
  func complexity(body: String, cyclomatic: Int, cognitive: Int) throws {
    let bytes = Array("func f() { \(body) }".utf8)
    let facts = parallelMap(count: 1, workers: 1) { _ in bytes.withUnsafeBufferPointer { FactsReader.read($0) } }[0]
    let measured = try #require(facts.bodies.first)
    #expect(Int(measured.cyclomatic) == cyclomatic)
    #expect(Int(measured.cognitive) == cognitive)
  }

  @Test func linesAndStatementsAreCounted() throws {
    let bytes = Array("func f() {\n  // note\n\n  let a = 1\n  if a > 0 {\n    print(a)\n  }\n}".utf8)
    let facts = parallelMap(count: 1, workers: 1) { _ in bytes.withUnsafeBufferPointer { FactsReader.read($0) } }[0]
    let body = try #require(facts.bodies.first)
    #expect(body.linesOfCode == 6 && body.statements == 3 && body.nesting == 1)
  }
}
