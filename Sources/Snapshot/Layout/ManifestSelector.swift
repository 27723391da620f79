import Model

/// Finds the manifests of a snapshot and reads one for each package folder.
struct ManifestSelector {
  /// The manifests read, in the order of their folders.
  var manifests: [PackageManifest] = []
  /// Paths of files that have a manifest's name and are perhaps none, each with what to say where it is no source either.
  var doubtful: [(path: String, gaps: [Coverage.Gap])] = []
  var gaps: [Coverage.Gap] = []

  /// A manifest with the version it is meant for.
  private struct Candidate {
    let file: SourceFile
    let version: ToolsVersion
    let isVersionSpecific: Bool
  }

  /// Reads the manifests among `files`.
  static func select(files: [SourceFile], reader: any SourceReading) -> ManifestSelector {
    var selector = ManifestSelector()
    var byFolder: [String: [SourceFile]] = [:]
    for file in files where file.kind == .manifest {
      byFolder[RelativePath.folder(of: file.path), default: []].append(file)
    }
    for (_, manifests) in byFolder.sorted(by: { $0.key < $1.key }) {
      selector.select(among: manifests, reader)
    }
    return selector
  }

  /// Reads the newest manifest of a folder; the next where it holds no package.
  private mutating func select(among files: [SourceFile], _ reader: any SourceReading) {
    var candidates = files.compactMap { candidate($0, isOnly: files.count == 1, reader) }
    candidates.sort { left, right in
      if left.version != right.version { return left.version > right.version }
      if left.isVersionSpecific != right.isVersionSpecific { return left.isVersionSpecific }
      return left.file.path < right.file.path
    }
    for candidate in candidates {
      let path = candidate.file.path
      do {
        let reading = try reader.withBytes(of: candidate.file) { PackageManifestReader.read(path: path, bytes: $0) }
        if let manifest = reading.manifest {
          gaps += reading.gaps
          manifests.append(manifest)
          return
        }
        if reading.importsPackageDescription { gaps += reading.gaps } else { doubtful.append((path, reading.gaps)) }
      } catch {
        gaps.append(Coverage.Gap(path: path, reason: "the manifest could not be read: \(error)"))
      }
    }
  }

  private func candidate(_ file: SourceFile, isOnly: Bool, _ reader: any SourceReading) -> Candidate? {
    let name = RelativePath.lastPart(of: file.path)
    let prefix = "Package@swift-"
    if name.hasPrefix(prefix) {
      guard let version = ToolsVersion(name.dropFirst(prefix.count).dropLast(".swift".count)) else { return nil }
      return Candidate(file: file, version: version, isVersionSpecific: true)
    }
    let unknown = ToolsVersion(major: 0, minor: 0, patch: 0)
    if isOnly { return Candidate(file: file, version: unknown, isVersionSpecific: false) }
    let head = try? reader.withBytes(of: file) { String(decoding: $0.prefix(4096), as: UTF8.self) }
    return Candidate(file: file, version: head.map { ToolsVersion(manifest: $0) } ?? unknown, isVersionSpecific: false)
  }
}
