import Git
import Model

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The folder a person asked to analyse, checked, and the repository it belongs to.
struct AnalysisRoot {
  /// Absolute and free of symbolic links.
  let path: String
  /// As the person wrote it, for messages.
  let given: String
  /// The repository it lies in; nil for a plain folder.
  let location: GitLocation?

  /// Throws ``AnalysisError`` where there is no such folder or it cannot be read.
  init(_ given: String) throws {
    self.given = given
    guard let resolved = realpath(given.isEmpty ? "." : given, nil) else {
      let failure = SystemFailure.last
      guard failure.code == ENOENT else {
        throw AnalysisError("\(given) cannot be read: \(failure.reason). Check the path and its permissions.")
      }
      throw AnalysisError("There is no folder \(given). Check the path.")
    }
    path = String(cString: resolved)
    free(resolved)
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw AnalysisError("\(given) is a file, not a folder. Give the folder of the repository or project.")
    }
    guard access(path, R_OK | X_OK) == 0 else {
      throw AnalysisError("The folder \(given) cannot be read: \(SystemFailure.last.reason). Check its permissions.")
    }
    location = GitLocation.find(from: path)
  }

  /// The folder's own name, without the `.git` that bare repositories have at its end.
  var name: String {
    let last = path.split(separator: "/").last.map(String.init) ?? "root"
    return last.hasSuffix(".git") && last != ".git" ? String(last.dropLast(4)) : last
  }

  /// The path from the repository's root to this folder, with a slash at its end; empty at the root.
  var prefix: [UInt8] {
    guard let location, location.root != path else { return [] }
    let skipped = location.root == "/" ? 1 : location.root.utf8.count + 1
    return Array(path.utf8.dropFirst(skipped)) + [UInt8(ascii: "/")]
  }

  /// Opens the repository; nil for a plain folder. Throws where the repository is damaged, where the folder lies inside
  /// a repository's own data, or where its working tree is configured to lie elsewhere.
  func openRepository() throws -> GitRepository? {
    guard let location else { return nil }
    let repository = try GitRepository(at: location.root)
    if location.isGitFolder {
      guard repository.isBare, location.root == path else {
        throw AnalysisError("\(given) is inside git's own data. Give the repository's folder itself.")
      }
      return repository
    }
    guard let workingFolder = repository.workingFolder else { return repository }
    guard let resolved = realpath(workingFolder, nil) else {
      throw AnalysisError("The repository's working tree \(workingFolder) is gone. Check core.worktree in its config.")
    }
    defer { free(resolved) }
    guard String(cString: resolved) == location.root else {
      throw AnalysisError(
        "The repository of \(given) has its working tree at \(workingFolder). Analyse that folder instead.")
    }
    return repository
  }
}
