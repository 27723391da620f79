import Facts
import GRDB
import Model

/// Reads and writes coded facts, which lie in packs of some hundred kilobytes.
struct FactRows {
  /// A pack ends with the entry that reaches this size. Large enough that pages are full, small enough that a pack of
  /// which one entry is wanted is quickly read.
  private static let packSize = 256 << 10

  let database: Database

  /// The coded facts of the blobs, in their order; nil where there are none of the present version.
  func read(_ blobs: [BlobID]) throws -> [[UInt8]?] {
    var result = [[UInt8]?](repeating: nil, count: blobs.count)
    let places = try places(of: blobs)
    let statement = try BoundStatement("SELECT bytes FROM fact_packs WHERE id = ?", in: database)
    var first = 0
    while first < places.count {
      var end = first
      while end < places.count, places[end].pack == places[first].pack { end += 1 }
      statement.bind(places[first].pack, at: 1)
      if try statement.step() {
        statement.withBlob(0) { bytes in
          for place in places[first..<end] where place.start >= 0 && place.length >= 0 {
            let (stop, overflows) = place.start.addingReportingOverflow(place.length)
            if !overflows, stop <= bytes.count { result[place.index] = Array(bytes[place.start..<stop]) }
          }
        }
        statement.reset()
      }
      first = end
    }
    return result
  }

  /// Where a blob's facts lie.
  private struct Place {
    var pack: Int
    var start: Int
    var length: Int
    /// Index of the blob in the question.
    var index: Int
  }

  /// The places of those blobs that are stored, by pack.
  private func places(of blobs: [BlobID]) throws -> [Place] {
    let statement = try BoundStatement(
      "SELECT oid, pack, start, length FROM blobs WHERE id = ? AND version = \(FactsCoder.storedVersion)", in: database)
    var places = [Place]()
    for (index, blob) in blobs.enumerated() {
      statement.bind(Self.key(of: blob), at: 1)
      guard try statement.step() else { continue }
      if statement.withBlob(0, { $0.elementsEqual(blob.bytes) }) {
        places.append(
          Place(
            pack: statement.integer(1), start: statement.integer(2), length: statement.integer(3), index: index))
      }
      statement.reset()
    }
    places.sort { ($0.pack, $0.start) < ($1.pack, $1.start) }
    return places
  }

  /// Stores coded facts; those of a blob that is already there take its place. Gives the number of bytes.
  func write(_ facts: [CodedFacts]) throws -> Int {
    var pack = (try Int.fetchOne(database, sql: "SELECT max(id) FROM fact_packs") ?? 0) + 1
    let packs = try BoundStatement("INSERT INTO fact_packs VALUES (?, ?)", in: database)
    let blobs = try BoundStatement("INSERT OR REPLACE INTO blobs VALUES (?, ?, ?, ?, ?, ?)", in: database)
    blobs.bind(FactsCoder.storedVersion, at: 3)
    var bytes = [UInt8]()
    var total = 0
    for (index, entry) in facts.enumerated() {
      blobs.bind(Self.key(of: entry.blob), at: 1)
      blobs.bind(copied: entry.blob.bytes, at: 2)
      blobs.bind(pack, at: 4)
      blobs.bind(bytes.count, at: 5)
      blobs.bind(entry.bytes.count, at: 6)
      try blobs.run()
      bytes.append(contentsOf: entry.bytes)
      guard bytes.count >= Self.packSize || index == facts.count - 1 else { continue }
      packs.bind(pack, at: 1)
      try bytes.withUnsafeBytes {
        packs.bind(blob: $0, at: 2)
        try packs.run()
      }
      pack += 1
      total += bytes.count
      bytes.removeAll(keepingCapacity: true)
    }
    return total
  }

  /// The key of the blob's row: the first eight bytes of its id. The row also holds the whole id, to tell apart the two
  /// of some billion blobs that share a key: the later one replaces the earlier.
  private static func key(of blob: BlobID) -> Int {
    blob.bytes.withUnsafeBytes { Int(truncatingIfNeeded: $0.loadUnaligned(as: Int64.self).bigEndian) }
  }
}
