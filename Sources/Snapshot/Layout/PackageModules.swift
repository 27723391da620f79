/// A package of the snapshot with the drafts of its targets, and the rule that says which file a target claims.
///
/// The rule is SwiftPM's: a target's folder with its sub-folders, without excluded paths and resources, hidden folders,
/// and folders that are documents (catalogues, playgrounds, projects).
struct PackageModules {
  /// A target's claim on files.
  struct Claim {
    /// Number of the target's draft.
    let draft: Int
    /// The target's folder, relative to the repository.
    let root: String
    /// Files and folders, relative to the repository, that alone are sources; nil for all.
    let sources: Set<String>?
    let excluded: Set<String>
  }

  let manifest: PackageManifest
  /// Drafts by the name of the target.
  private(set) var draftOfTarget: [String: Int] = [:]
  /// Claims by the target's folder.
  private var claims: [String: [Claim]] = [:]

  init(manifest: PackageManifest) { self.manifest = manifest }

  /// Adds a target: its draft, and its claim where its folder is known.
  mutating func add(_ target: PackageManifest.Target, draft: Int, root: String?) {
    draftOfTarget[target.name] = draft
    guard let root else { return }
    let claim = Claim(
      draft: draft, root: root,
      sources: target.sources.map { Set($0.compactMap { RelativePath.resolve($0, from: root) }) },
      // A resource or exclusion that is the whole target is a mistake that SwiftPM reports; it excludes nothing here.
      excluded: Set(target.exclude.compactMap { RelativePath.resolve($0, from: root) }.filter { $0 != root }))
    claims[root, default: []].append(claim)
  }

  /// The draft of the target that claims a file; the deepest target folder decides, then the order of the manifest.
  ///
  /// The file has to lie in this package and not in one nested in it.
  func owner(of path: String) -> Int? {
    owner(of: path, among: candidates(in: RelativePath.folder(of: path)))
  }

  /// The claims that may hold for files directly in a folder, the deepest first.
  func candidates(in directory: String) -> [Claim] {
    var result: [Claim] = []
    RelativePath.climb(directory) { folder in
      for claim in claims[folder] ?? [] where !Self.isOpaque(directory, below: claim.root) { result.append(claim) }
      return folder == manifest.folder
    }
    return result
  }

  /// The first of the candidates that takes the file.
  func owner(of path: String, among candidates: [Claim]) -> Int? {
    candidates.first { Self.takes($0, path) }?.draft
  }

  private static func takes(_ claim: Claim, _ path: String) -> Bool {
    if claim.excluded.isEmpty && claim.sources == nil { return true }
    var isSource = claim.sources == nil || claim.sources?.contains(claim.root) == true
    let isExcluded = RelativePath.climb(path) { part in
      if claim.excluded.contains(part) { return true }
      if claim.sources?.contains(part) == true { isSource = true }
      // An empty root ends the climb by itself.
      return false
    }
    return isSource && !isExcluded
  }

  /// Whether a folder between the target's and the file's is hidden or a document.
  private static func isOpaque(_ directory: String, below root: String) -> Bool {
    let parts = directory.utf8.dropFirst(root.utf8.count).split(separator: UInt8(ascii: "/"))
    return parts.contains { part in
      if part.first == UInt8(ascii: ".") { return true }
      guard let dot = part.lastIndex(of: UInt8(ascii: ".")) else { return false }
      return opaqueExtensions.contains(String(decoding: part[part.index(after: dot)...], as: UTF8.self))
    }
  }

  private static let opaqueExtensions: Set<String> = [
    "docc", "xcassets", "xcdatamodel", "xcdatamodeld", "xcmappingmodel", "xcodeproj", "xcworkspace", "playground",
    "scnassets", "artifactbundle", "bundle", "framework", "xcframework",
  ]
}
