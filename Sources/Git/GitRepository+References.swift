import CLibgit2
import Model

/// What `HEAD` points to.
package enum GitHead: Sendable, Equatable {
  /// A branch without any commit: the repository is empty, or the branch is new and unrelated to the others.
  case unborn
  /// A commit, by a branch or detached.
  case commit(GitObjectID)
}

extension GitRepository {
  /// Reads `HEAD`. Throws ``AnalysisError`` where it, or the branch it names, is broken.
  package func head() throws -> GitHead {
    var reference: OpaquePointer?
    let code = git_repository_head(&reference, handle)
    defer { git_reference_free(reference) }
    if code == GIT_EUNBORNBRANCH.rawValue { return .unborn }
    guard code >= 0, let target = git_reference_target(reference) else {
      throw GitFailure.error(
        "read HEAD of the repository at \(workingFolder ?? gitFolder)",
        advice: "The repository is damaged: check it with `git fsck`, or clone it anew.")
    }
    return .commit(GitObjectID(target.pointee))
  }

  /// The commit that a text typed by a person names: see ``RevisionText`` for what is accepted.
  ///
  /// Names are looked up in git's order: full reference, tag, branch, remote branch; then as an abbreviated id.
  /// Tags are peeled. Throws ``AnalysisError`` for everything that is no commit of this repository.
  package func resolve(_ text: String) throws -> GitObjectID {
    let revision = try RevisionText(text)
    var current = try peelToCommit(startingPoint(of: revision), text)
    for step in revision.steps {
      switch step {
      case .ancestor(let generations):
        for _ in 0..<generations { current = try parent(1, of: current, text) }
      case .parent(let number):
        if number > 0 { current = try parent(number, of: current, text) }
      }
    }
    return current
  }

  private func startingPoint(of revision: RevisionText) throws -> git_oid {
    if revision.base == "HEAD" {
      guard case .commit(let id) = try head() else {
        throw AnalysisError("HEAD names no commit yet: the repository is empty. Commit something first.")
      }
      return id.oid
    }
    if let id = BlobID(hexadecimal: revision.base) { return GitObjectID(id).oid }
    for name in revision.referenceNames {
      if let id = try target(ofReference: name) { return id }
    }
    if revision.isAbbreviatedID, let id = try expand(revision.base) { return id }
    throw AnalysisError(
      """
      There is no branch, tag or commit '\(revision.base)' in this repository. Check the spelling, or fetch it with \
      `git fetch origin \(revision.base)`.
      """)
  }

  private func target(ofReference name: String) throws -> git_oid? {
    var isValid: Int32 = 0
    guard git_reference_name_is_valid(&isValid, name) >= 0, isValid == 1 else { return nil }
    var id = git_oid()
    let code = git_reference_name_to_id(&id, handle, name)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try GitFailure.check(
      code, "read the reference \(name)", advice: "Check the repository with `git fsck`, or clone it anew.")
    return id
  }

  private func expand(_ abbreviation: String) throws -> git_oid? {
    var prefix = git_oid()
    guard git_oid_fromstrp(&prefix, abbreviation) >= 0 else { return nil }
    var id = git_oid()
    let code = git_odb_exists_prefix(&id, objects, &prefix, abbreviation.utf8.count)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    if code == GIT_EAMBIGUOUS.rawValue {
      throw AnalysisError("Several objects have ids that begin with \(abbreviation). Give more digits of the id.")
    }
    try GitFailure.check(
      code, "look up the id \(abbreviation)", advice: "Check the repository with `git fsck`, or clone it anew.")
    return id
  }

  private func peelToCommit(_ start: git_oid, _ text: String) throws -> GitObjectID {
    var id = start
    var object: OpaquePointer?
    defer { git_object_free(object) }
    guard git_object_lookup(&object, handle, &id, GIT_OBJECT_ANY) >= 0 else {
      throw AnalysisError(
        """
        '\(text)' names \(GitObjectID(start)), which this repository does not hold or cannot read. Fetch it with \
        `git fetch`, or check the repository with `git fsck`.
        """)
    }
    var commit: OpaquePointer?
    defer { git_object_free(commit) }
    guard git_object_peel(&commit, object, GIT_OBJECT_COMMIT) >= 0, let peeled = git_object_id(commit) else {
      let type = git_object_type2string(git_object_type(object)).map { String(cString: $0) } ?? "object"
      let article = type == "tag" ? "a tag of something that is not a commit" : "a \(type), not a commit"
      throw AnalysisError("'\(text)' names \(article). Give a commit, a branch, or a tag of a commit.")
    }
    return GitObjectID(peeled.pointee)
  }

  private func parent(_ number: Int, of id: GitObjectID, _ text: String) throws -> GitObjectID {
    let commit = try commit(id)
    guard number <= commit.parents.count else {
      throw AnalysisError(
        "'\(text)' goes too far: commit \(id) has \(commit.parents.count) parent(s). Give a nearer revision.")
    }
    let parent = commit.parents[number - 1]
    var oid = parent.oid
    guard git_odb_exists(objects, &oid) == 1 else {
      throw AnalysisError(
        """
        '\(text)' goes beyond what this repository holds: history is cut at commit \(id). Fetch the whole history \
        with `git fetch --unshallow`.
        """)
    }
    return parent
  }
}
