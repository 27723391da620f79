import Git
import Model

/// Lists the working tree of a repository: tracked files and untracked ones that are not ignored.
///
/// One walk over the folders finds both. Folders without tracked files are left out where they are ignored, so that
/// build products cost nothing. The walk goes from open folder to open folder and follows no symbolic link, so it
/// cannot leave the root. A tracked file's blob id is the index's where the file's status proves it unchanged, and is
/// computed otherwise.
struct WorkingTreeLister {
  private static let deepest = 100

  private let repository: GitRepository
  private let root: String
  private let prefixLength: Int
  private let tracked: TrackedPaths
  private let indexWritten: GitIndexEntry.Time?
  private(set) var parts = SnapshotParts()
  private(set) var places: [[UInt8]: FileReader.Place] = [:]
  /// The listed paths with the ids their content would have when committed, to compare with `HEAD`.
  private(set) var committed: [(path: [UInt8], blob: BlobID)] = []
  private var wasSeen: [Bool]
  private var path: [UInt8] = []
  private var ignoreState = IgnoreState()

  /// `root` is the absolute path of the folder to list; `prefix` its path from the repository's root, with a slash at
  /// its end, or empty. The entries must stay valid as long as the lister is used.
  init(
    _ repository: GitRepository, root: String, prefix: [UInt8], entries: UnsafeBufferPointer<GitIndexEntry>,
    indexWritten: GitIndexEntry.Time?
  ) {
    self.repository = repository
    self.root = root
    prefixLength = prefix.count
    tracked = TrackedPaths(entries: entries)
    self.indexWritten = indexWritten
    wasSeen = Array(repeating: false, count: entries.count)
    path = prefix
    for (position, byte) in prefix.enumerated() where byte == UInt8(ascii: "/") {
      ignoreState.push(length: position + 1)
    }
  }

  /// Whether git ignores the folder to list as a whole: nothing in it is tracked, and an ignore file names it.
  mutating func isRootIgnored() throws -> Bool {
    let range = tracked.range(below: path, in: tracked.entries.indices)
    return try prefixLength > 0 && range.isEmpty && ignoreState.isIgnored(path, repository)
  }

  /// Lists everything. `conversionAtRoot` says what git may do to files by what lies above the root or outside the
  /// working tree.
  mutating func list(conversionAtRoot: GitConversion) throws {
    let range = tracked.range(below: path, in: tracked.entries.indices)
    do {
      let folder = try OpenFolder(path: root)
      try visit(folder, range, missesAttributes(in: range) ? .arbitrary : conversionAtRoot, depth: 0)
    } catch let failure as SystemFailure {
      throw AnalysisError("The folder cannot be read: \(failure.reason). Check its permissions.")
    }
    for position in range where !wasSeen[position] { addUnseen(tracked.entries[position]) }
  }

  /// Whether a tracked attribute file is absent from the working tree, where git then uses the index's.
  private func missesAttributes(in range: Range<Int>) -> Bool {
    let suffix = ConversionAttributes.fileName
    return range.contains { position in
      let path = tracked.entries[position].path
      guard path.count >= suffix.count, path.suffix(suffix.count).elementsEqual(suffix) else { return false }
      let base = Array(root.utf8) + [UInt8(ascii: "/")] + path.dropFirst(prefixLength)
      return !base.withCPath { FolderLinks.isFile($0) }
    }
  }

  private mutating func visit(
    _ folder: borrowing OpenFolder, _ range: Range<Int>, _ conversionAbove: GitConversion, depth: Int
  ) throws {
    let entries = try folder.entries()
    if depth > 0, range.isEmpty, entries.contains(where: { $0.name.elementsEqual(".git".utf8) }) {
      return addGap("another git repository: not analysed")
    }
    let conversion = try max(conversionAbove, checkGitFiles(entries, folder))
    let length = path.count
    for entry in entries {
      defer { path.removeSubrange(length...) }
      path.append(contentsOf: entry.name)
      if entry.kind == .folder {
        try descend(entry.name, in: folder, range, conversion, depth)
      } else if let kind = SourceFile.Kind(path: path) {
        try visitFile(entry, kind, folder, range, conversion)
      } else if entry.kind == .symbolicLink {
        let name = Array(path.dropFirst(prefixLength))
        parts.addLink(name, toFolder: FolderLinks.target(of: name, root: root))
      }
    }
  }

  /// What the folder's attribute file lets git do to files. Refuses ignore files that are pipes or devices, on which libgit2
  /// would wait for ever.
  private func checkGitFiles(_ entries: [FolderEntry], _ folder: borrowing OpenFolder) throws -> GitConversion {
    var conversion = GitConversion.none
    for entry in entries where entry.name.starts(with: ".git".utf8) {
      let isAttributes = entry.name == ConversionAttributes.fileName
      guard isAttributes || entry.name.elementsEqual(".gitignore".utf8) else { continue }
      if entry.kind == .other || (entry.kind == .symbolicLink && leadsToSpecialFile(entry.name)) {
        throw AnalysisError("\(PathText.display(path + entry.name)) is not a regular file. Remove it.")
      }
      if isAttributes { conversion = ConversionAttributes.conversion(at: entry.name, from: folder.descriptor) }
    }
    return conversion
  }

  private func leadsToSpecialFile(_ name: [UInt8]) -> Bool {
    let place = Array(root.utf8) + [UInt8(ascii: "/")] + path.dropFirst(prefixLength) + name
    return place.withCPath { FolderLinks.isSpecial($0) }
  }

  private mutating func descend(
    _ name: [UInt8], in folder: borrowing OpenFolder, _ range: Range<Int>, _ conversion: GitConversion, _ depth: Int
  ) throws {
    if name.elementsEqual(".git".utf8) { return }
    if tracked.position(of: path, in: range).map({ tracked.entries[$0].kind == .submodule }) == true { return }
    path.append(UInt8(ascii: "/"))
    ignoreState.push(length: path.count)
    defer { ignoreState.pop() }
    let childRange = tracked.range(below: path, in: range)
    if childRange.isEmpty, try ignoreState.isIgnored(path, repository) { return }
    guard depth < Self.deepest else { return addGap("folders nested too deeply: not analysed") }
    do {
      let child = try OpenFolder(name: name, in: folder.descriptor)
      try visit(child, childRange, conversion, depth: depth + 1)
    } catch let failure as SystemFailure {
      addGap("folder cannot be read: \(failure.reason)")
    }
  }

  private mutating func visitFile(
    _ found: FolderEntry, _ kind: SourceFile.Kind, _ folder: borrowing OpenFolder, _ range: Range<Int>,
    _ conversion: GitConversion
  ) throws {
    let position = tracked.position(of: path, in: range)
    if let position {
      wasSeen[position] = true
    } else if try ignoreState.isIgnored(path, repository) {
      return
    }
    let entry = position.map { tracked.entries[$0] }
    if found.kind == .symbolicLink {
      let name = Array(path.dropFirst(prefixLength))
      return parts.links.append((name, FolderLinks.target(of: name, root: root)))
    }
    if entry?.kind == .symbolicLink { return addGap("symbolic link, written as a text file here: not followed") }
    guard found.kind == .file else { return addGap("not a regular file") }
    let stamp: FileStamp
    do { stamp = FileStamp(try folder.status(of: found.name)) } catch {
      return addGap("cannot be read: \(error.reason)")
    }
    let unchanged = entry.flatMap { isUnchanged($0, stamp) ? $0.id.blob : nil }
    if let unchanged, isRaw(unchanged, stamp, conversion) {
      return add(kind, raw: unchanged, committed: unchanged, stamp)
    }
    let (repository, path) = (repository, path)
    let expected = conversion == .none || unchanged != nil ? nil : entry?.id.blob
    let outcome = try FileHash.hash(found.name, from: folder.descriptor) { bytes, raw in
      // Converting costs more than hashing, and tells nothing new where the bytes are the index's already.
      guard let expected, expected != raw else { return raw }
      return try repository.hashAsCommitted(bytes, at: path)
    }
    switch outcome {
    case .unreadable(let reason): addGap(reason)
    case .hashed(let raw, let committed, let stamp):
      add(kind, raw: raw, committed: unchanged ?? committed, stamp)
    }
  }

  /// Whether a file that git calls unchanged has the very bytes of its blob.
  private func isRaw(_ blob: BlobID, _ stamp: FileStamp, _ conversion: GitConversion) -> Bool {
    switch conversion {
    case .none: true
    case .lineEndings: repository.blobHeader(of: blob) == .size(stamp.size)
    case .arbitrary: false
    }
  }

  /// Whether the file's status proves that it is what the index entry was written for.
  ///
  /// Source: git's documentation "Use of index and Racy Git problem": an entry as new as the index itself proves
  /// nothing, because the file may have changed within the same tick of the clock, with the same size.
  private func isUnchanged(_ entry: GitIndexEntry, _ stamp: FileStamp) -> Bool {
    guard entry.kind == .file, !entry.isConflicted, let indexWritten else { return false }
    // Git marks entries it does not trust by size 0, so an empty file is hashed, which costs nothing.
    guard stamp.size > 0, stamp.size < Int(UInt32.max), Int(entry.size) == stamp.size else { return false }
    guard entry.inode == UInt32(truncatingIfNeeded: stamp.inode) else { return false }
    guard entry.modified == stamp.modified, entry.changed == stamp.changed else { return false }
    // A writer without nanoseconds leaves them 0; then only the seconds can be compared.
    return entry.modified.nanoseconds == 0
      ? entry.modified.seconds < indexWritten.seconds : entry.modified < indexWritten
  }

  private mutating func add(_ kind: SourceFile.Kind, raw: BlobID, committed id: BlobID, _ stamp: FileStamp) {
    let name = Array(path.dropFirst(prefixLength))
    parts.addFile(name, kind, raw, size: stamp.size)
    places[name] = FileReader.Place(stamp: stamp, target: nil)
    committed.append((name, id))
  }

  /// Says what became of an index entry that the walk did not meet. A deleted file is no gap: it is simply gone.
  private mutating func addUnseen(_ entry: GitIndexEntry) {
    let name = Array(entry.path.dropFirst(prefixLength))
    if entry.kind == .submodule { return parts.addGap(name, "submodule: not analysed") }
    guard entry.isSkipped, SourceFile.Kind(path: entry.path) != nil else { return }
    parts.addGap(name, "not checked out (sparse checkout)")
    if entry.kind == .file { committed.append((name, entry.id.blob)) }
  }

  /// Adds a gap for the current path, which ends with a slash where it is a folder.
  private mutating func addGap(_ reason: String) {
    let name = path.dropFirst(prefixLength)
    parts.addGap(name.last == UInt8(ascii: "/") ? name.dropLast() : name, reason)
  }
}
