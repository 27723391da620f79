/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run, so that a failing case can be repeated.
struct RandomSource: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &self) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}

/// Texts that break careless stores.
let oddTexts = [
  "", "plain", "it's \"quoted\"", "a\0b\0", "\u{202E}desrever\u{2066}", "👩‍👩‍👧‍👦🇩🇪", "e\u{301}", "\\xFF\\xFE/Fil\\xE9.swift",
  "-- x", "'; DROP TABLE findings; --",
  "line\nbreak\r\n\tand tab", "\u{FEFF}bom", "ünïcödé", "NULL", "123", "1e5", String(repeating: "long ", count: 500),
]
