@testable import TokenEnergy

/// Streams of words made for tests.
struct EnergyFixture {
  /// A fixed sequence of numbers.
  struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
  }

  let model = EnergyModel()

  /// A stream of a text's words; words between `'` are text inside of literals.
  func stream(_ text: String, scope: UInt64 = 1) -> TokenSequence {
    let tokens = text.split(separator: " ").map { word in
      let isSegment = word.hasPrefix("'")
      var bytes = Array((isSegment ? word.dropFirst() : word).utf8)
      return bytes.withUnsafeMutableBufferPointer { bytes in
        model.withVocabulary { $0.intern(UnsafeBufferPointer(bytes), isSegment: isSegment) }
      }
    }
    return TokenSequence(tokens: tokens, scope: scope)
  }

  /// Little programs that share habits: a getter, a call, a check.
  static let texts = [
    "struct Point { let x : Int let y : Int func sum ( ) -> Int { return x + y } }",
    "struct Size { let width : Int let height : Int func area ( ) -> Int { return width * height } }",
    "func load ( name : String ) throws -> Data { guard let url = find ( name ) else { throw Missing ( name ) } }",
    "func store ( name : String ) throws -> Data { guard let url = find ( name ) else { throw Missing ( name ) } }",
    "print ( \" 'hello there \" ) ; let total = sum ( 1 , 2 , 3 ) ; print ( total )",
    "switch shape { case . circle ( let r ) : return r case . square ( let a ) : return a * a }",
  ]

  /// A program of `count` statements drawn from few words, always the same for a seed.
  static func program(_ count: Int, seed: UInt64) -> String {
    var random = Random(seed: seed)
    func next(_ limit: Int) -> Int { random.below(limit) }
    let names = ["alpha", "beta", "gamma", "Delta", "Epsilon", "zeta\(next(7))", "eta\(next(99))"]
    return (0..<count).map { _ in
      let (first, second) = (names[next(names.count)], names[next(names.count)])
      switch next(4) {
      case 0: return "let \(first) = \(second) ( \(next(30)) )"
      case 1: return "\(first) . \(second) ( x : \(next(5)) , y : [ \(first) ] )"
      case 2: return "if \(first) == \" 'value\(next(9)) \" { return \(second) }"
      default: return "func \(first) ( \(second) : Int ) -> String { \(second) }"
      }
    }.joined(separator: " ")
  }
}
