import Model

/// The identity of a finding over commits: stays the same when lines move, files are renamed and numbers change.
///
/// It is a hash of the rule, the symbol where there is one, and the detector's identity text without its digits. The
/// path joins in only where both symbol and identity are missing. Findings that are equal by all of that are told
/// apart by their ordinal in sorted order, so that a further equal one leaves the earlier ones as they were.
enum FindingFingerprint {
  /// The hash without the ordinal.
  static func identity(rule: RuleID, symbol: String, identity: String, path: String) -> UInt64 {
    var hash = StableHash()
    hash.combine(rule.text)
    hash.combine(symbol)
    for byte in identity.utf8 where !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { hash.combine(byte: byte) }
    hash.combine(byte: 0xff)
    if symbol.isEmpty, identity.isEmpty { hash.combine(path) }
    return hash.value
  }

  /// The fingerprint as findings carry it, 16 hexadecimal digits.
  static func text(identity: UInt64, ordinal: Int) -> String {
    var hash = StableHash()
    hash.combine(identity)
    hash.combine(UInt64(ordinal))
    return hash.hexadecimal
  }
}
