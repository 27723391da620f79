import Git
import Model
import Snapshot
import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Examines what a run depends on and says what is wrong. Changes nothing.
package struct Doctor {
  /// One thing examined.
  package struct Check: Sendable {
    package var subject: String
    package var isHealthy: Bool
    /// What was found, and what to do where it is not healthy.
    package var message: String
  }

  private let path: String
  private let database: String
  private let searchPath: String

  /// `searchPath` is the value of `PATH`.
  package init(path: String, database: String?, searchPath: String) {
    self.path = path
    self.database = database ?? DatabaseLocation.standard(under: path)
    self.searchPath = searchPath
  }

  package func examine() -> [Check] {
    [
      Check(subject: "xtal", isHealthy: true, message: ToolVersion.current), toolchain, gitLibrary, databaseLibrary,
      repository, configuration, databaseState,
    ]
  }

  /// xtal itself needs no toolchain to run; a later build or index does.
  private var toolchain: Check {
    for folder in searchPath.split(separator: ":") {
      let candidate = "\(folder)/swift"
      if access(candidate, X_OK) == 0 {
        return Check(subject: "Swift toolchain", isHealthy: true, message: candidate)
      }
    }
    return Check(
      subject: "Swift toolchain", isHealthy: true, message: "none on PATH; analysing needs none, building xtal does")
  }

  private var gitLibrary: Check {
    Check(subject: "libgit2", isHealthy: true, message: GitLibrary.version)
  }

  private var databaseLibrary: Check {
    Check(subject: "SQLite", isHealthy: true, message: AnalysisStore.libraryVersion)
  }

  private var repository: Check {
    do {
      let snapshot = try RepositorySnapshot.workingTree(at: path)
      let swift = snapshot.files.count { $0.kind.isSource }
      let state =
        snapshot.revision.isEmpty
        ? "no git history" : "\(snapshot.revision.prefix(12))\(snapshot.isDirty ? ", changed since" : "")"
      return Check(
        subject: "repository", isHealthy: true,
        message: "\(snapshot.repository): \(swift) Swift files, \(state), \(snapshot.gaps.count) paths not readable")
    } catch {
      return Check(subject: "repository", isHealthy: false, message: "\(error)")
    }
  }

  private var configuration: Check {
    guard let file = ConfigurationReader.find(from: path) else {
      return Check(subject: "configuration", isHealthy: true, message: "none, defaults apply")
    }
    do {
      _ = try ConfigurationReader.read(path: file).activeRules(only: [], includesPreview: false)
      return Check(subject: "configuration", isHealthy: true, message: file)
    } catch {
      return Check(subject: "configuration", isHealthy: false, message: "\(error)")
    }
  }

  private var databaseState: Check {
    guard access(database, F_OK) == 0 else {
      return Check(subject: "database", isHealthy: true, message: "none yet: `xtal analyze` makes \(database)")
    }
    do {
      try AnalysisStore(path: database, access: .reading).check()
      return Check(subject: "database", isHealthy: true, message: "\(database) is sound")
    } catch {
      return Check(subject: "database", isHealthy: false, message: "\(error)")
    }
  }
}
