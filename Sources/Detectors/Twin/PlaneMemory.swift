import Facts
import Synchronization

/// The relations of runs of units that a run and the one before it compared.
///
/// A class because detectors on several threads share one.
final class PlaneMemory: Sendable {
  /// Two runs of so many units: where they begin in which files, by the units of clones of a least size.
  struct Key: Hashable, Sendable {
    var left: ObjectIdentifier
    var right: ObjectIdentifier
    var leftNode: UInt32
    var rightNode: UInt32
    var count: Int
    var minimumTokens: Int
  }

  /// Keeps the facts alive, so that no others can have their addresses.
  private struct Entry: Sendable {
    var left: FileFacts
    var right: FileFacts
    var plane: MirrorPlane?
  }

  private let entries = Mutex<(last: [Key: Entry], current: [Key: Entry])>(([:], [:]))

  /// Begins a run. What the last one did not ask for is forgotten.
  func begin() { entries.withLock { $0 = ($0.current, [:]) } }

  /// The relation of two runs, `make` where it is not known.
  func plane(_ left: FileFacts, _ right: FileFacts, _ key: Key, _ make: () -> MirrorPlane?) -> MirrorPlane? {
    let known = entries.withLock { entries in
      let known = entries.current[key] ?? entries.last[key]
      if let known { entries.current[key] = known }
      return known
    }
    if let known { return known.plane }
    let plane = make()
    entries.withLock { $0.current[key] = Entry(left: left, right: right, plane: plane) }
    return plane
  }
}
