import Model
import Snapshot

/// Reads the project layout on a thread of its own while facts are read: its manifests are parsed one after the other.
struct LayoutTask {
  private let slot = SlotArray<ProjectLayout>(count: 1)
  private let thread: LargeStackThread?
  private let snapshot: RepositorySnapshot

  /// Begins at once.
  init(_ snapshot: RepositorySnapshot) {
    self.snapshot = snapshot
    thread = LargeStackThread { [slot] in
      slot.set(0, LayoutReader.read(files: snapshot.files, reader: snapshot.reader))
    }
  }

  /// Waits for the layout. Called once.
  func value() -> ProjectLayout {
    thread?.join()
    // Without a thread to be had, the caller's own does the work.
    return slot.get(0) ?? LayoutReader.read(files: snapshot.files, reader: snapshot.reader)
  }
}
