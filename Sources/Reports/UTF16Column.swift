/// Turns a column in UTF-8 bytes, as findings have it, into one in UTF-16 code units, as SARIF and most editors count.
enum UTF16Column {
  /// Both columns are counted from 1. Bytes that are no UTF-8 count as viewers show them: one replacement character for
  /// each broken sequence. A column behind the line's end is that many units behind it.
  static func column(ofByte column: Int, in line: [UInt8]) -> Int {
    let before = max(0, column - 1)
    let inside = line.prefix(before)
    return String(decoding: inside, as: UTF8.self).utf16.count + (before - inside.count) + 1
  }
}
