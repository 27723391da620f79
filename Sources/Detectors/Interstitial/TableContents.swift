import Facts
import Synchronization

/// What the modules of the library's table declare. The table is part of the program, so that each is looked at once a
/// process, however many graphs there are.
enum TableContents {
  private static let known = Mutex<[String: ModuleContents]>([:])

  /// The contents of a module of the table, whose facts are `parts`.
  static func contents(of name: String, _ parts: [FileFacts]) -> ModuleContents {
    if let found = known.withLock({ $0[name] }) { return found }
    let made = ModuleContents(of: parts.map { DeclaredNames($0) })
    known.withLock { $0[name] = made }
    return made
  }
}
