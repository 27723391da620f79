/// What the model knows of a name before its next byte: the last bytes, the part so far, the part before, the whole.
///
/// A name is read as parts (camel case, snake case, words between separators). In the contexts the first letter of a
/// part is always a capital, so that `requestBody`, `RequestBody` and `request-body` share their statistics. Nothing
/// else is folded. Contexts are named by 32-bit keys that are a pure function of the text; two contexts that share a
/// key share their counts, whatever the order of additions.
struct SpellingContext {
  /// List contexts: order 5, part, part with the part before, whole name so far. All are also counted in the file.
  static let kinds = 4
  /// Names are learned and modelled in full up to here; bytes.
  static let longest = 4096

  private(set) var window: UInt64 = 0
  private(set) var part: UInt64 = 0
  private(set) var previousPart: UInt64 = 0
  private var acronym: UInt64 = 0
  /// Hash of the bytes so far; the name's identity where it ends.
  private(set) var whole: UInt64
  private(set) var position = 0
  private(set) var last: UInt8 = 0
  private var lastKind: UInt8 = 0
  private var capitals = 0
  /// Letters of the part so far.
  private var letters = 0
  let spelledClass: UInt8
  private let group: UInt64

  init(_ spelledClass: UInt8) {
    self.spelledClass = spelledClass
    group = UInt64(Self.group(spelledClass))
    whole = Self.wholeSeed
  }

  static let wholeSeed: UInt64 = 0x243F_6A88_85A3_08D3

  /// Identifiers 0, segments 1, numbers 2, punctuation 3.
  static func group(_ spelledClass: UInt8) -> UInt8 {
    switch spelledClass {
    case SpellingClass.segment: 1
    case SpellingClass.number: 2
    case SpellingClass.punctuation: 3
    default: 0
    }
  }

  /// 0 a separator, 1 a small letter or byte ≥ 0x80, 2 a capital, 3 a digit.
  @inline(__always) static func byteKind(_ byte: UInt8) -> UInt8 {
    if byte >= 97 && byte <= 122 || byte >= 128 { return 1 }
    if byte >= 65 && byte <= 90 { return 2 }
    return byte >= 48 && byte <= 57 ? 3 : 0
  }

  @inline(__always) static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    let product = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 29)
  }

  /// Reads one more byte of the name.
  @inline(__always) mutating func push(_ byte: UInt8) {
    let kind = Self.byteKind(byte)
    var seen = byte
    switch kind {
    case 0:
      if lastKind != 0 {
        previousPart = part
        part = 7
      }
    case 1:
      if lastKind == 0 {
        startPart(wasWord: false)
        if byte < 128 { seen = byte &- 32 }
      } else if lastKind == 2 && capitals > 1 {
        previousPart = acronym
        part = Self.step(1, last)
        letters = 1
      }
    case 2:
      if lastKind == 2 {
        acronym = part
        capitals &+= 1
      } else {
        startPart(wasWord: lastKind != 0)
        capitals = 1
      }
    default:
      if lastKind == 0 { startPart(wasWord: false) }
    }
    part = Self.step(part, seen)
    letters = kind == 0 ? 0 : letters &+ 1
    window = window << 8 | UInt64(seen)
    whole = Self.step(whole, byte)
    last = byte
    lastKind = kind
    position &+= 1
  }

  @inline(__always) private mutating func startPart(wasWord: Bool) {
    if wasWord { previousPart = part }
    part = 1
    letters = 0
  }

  @inline(__always) private static func key(_ value: UInt64, _ kind: UInt64) -> UInt32 {
    var hash = (value ^ (kind << 58)) &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 32
    hash = hash &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: hash >> 32)
  }

  /// Which list contexts say something of their own here, as bits: at the beginning of a name most would say the same.
  @inline(__always) var kindsInUse: Int {
    position == 0 ? 8 : previousPart != 0 ? 15 : 10
  }

  /// The keys of the list contexts for the next symbol.
  @inline(__always) func keys(into keys: UnsafeMutablePointer<UInt32>) {
    keys[0] = Self.key(window & 0xFF_FFFF_FFFF, 4)
    keys[1] = Self.key(part, 5)
    keys[2] = Self.key(part &+ previousPart &* 0xFF51_AFD7_ED55_8CCD, 6)
    keys[3] = Self.key(whole &+ UInt64(spelledClass), 7)
  }

  /// Row of the order-1 counts.
  @inline(__always) var row: Int {
    position == 0 ? 1024 + Int(spelledClass) : Int(group) << 8 | Int(last)
  }
  /// Which factors are used: by class, and by the place in the name and in the part; below 48.
  @inline(__always) var place: Int {
    let start = min(position, 1)
    let inPart = position < 2 ? start : lastKind == 0 ? 2 : lastKind == 3 ? 3 : 3 &+ min(letters, 4)
    return Int(spelledClass) &* 8 &+ inPart
  }
  static let places = 48

  /// Rows of order 1: by group and byte, by class at the beginning.
  static let rows = 1024 + SpellingClass.count

  /// What the known names are told apart by.
  @inline(__always) static func identity(_ whole: UInt64, _ spelledClass: UInt8) -> UInt64 {
    var hash = (whole &+ UInt64(spelledClass) &* 0xA076_1D64_78BD_642F) &* 0xE703_7ED1_A0B4_28DB
    hash ^= hash >> 32
    return hash == 0 ? 1 : hash
  }
}
