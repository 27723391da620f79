/// What a token does to the brackets that are open.
enum BracketMark: UInt8, Sendable {
  case none
  case opens
  case closes
  case comma

  static func of(_ text: UnsafeBufferPointer<UInt8>, tokenClass: TokenClass) -> BracketMark {
    guard tokenClass == .punctuation, text.count == 1 else { return .none }
    switch text[0] {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): return .opens
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return .closes
    case UInt8(ascii: ","): return .comma
    default: return .none
    }
  }
}
