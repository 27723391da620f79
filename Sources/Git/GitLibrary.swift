import CLibgit2
import Model

/// Sets libgit2's process-wide options, once, before the first repository is opened.
///
/// What it takes care of: no configuration file outside the repository is read, so that a user's settings change no
/// result; repositories of other owners open, because xtal only reads and containers often run as another user; and
/// the extensions that matter to writers alone do not keep a reader out.
package enum GitLibrary {
  /// Extensions of `.git/config` that a reader of objects, references and the index may ignore.
  private static let harmlessExtensions = [
    "noop-v1", "partialclone", "preciousobjects", "relativeworktrees", "worktreeconfig",
  ]

  /// The outcome of the only set-up of this process. Swift runs the initialiser once, however many threads ask.
  private static let outcome: AnalysisError? = setUp()

  /// Makes libgit2 ready; cheap after the first call. Throws where the library cannot be set up.
  ///
  /// Opening a repository does it too. The first call may take 10 ms, since libgit2 reads the certificates of the
  /// machine; a run that has other work to start with can call it on another thread meanwhile.
  package static func prepare() throws {
    if let error = outcome { throw error }
  }

  private static func setUp() -> AnalysisError? {
    guard git_libgit2_init() >= 0 else {
      return AnalysisError("libgit2 could not be started. Check that it is installed completely.", kind: .internal)
    }
    let levels = [
      GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL,
    ]
    var allSet = levels.allSatisfy { xtal_git_set_search_path($0, "") == 0 }
    allSet = allSet && xtal_git_set_owner_validation(0) == 0
    allSet = allSet && setExtensions()
    return allSet ? nil : AnalysisError("libgit2 refused its options. Install libgit2 1.5 or newer.")
  }

  /// libgit2 copies the names.
  private static func setExtensions() -> Bool {
    var arena = [CChar]()
    var offsets = [Int]()
    for name in harmlessExtensions {
      offsets.append(arena.count)
      arena.append(contentsOf: name.utf8CString)
    }
    return arena.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return false }
      var pointers = offsets.map { Optional(base + $0) }
      return xtal_git_set_extensions(&pointers, pointers.count) == 0
    }
  }
}
