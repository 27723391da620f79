extension SourceFile.Kind {
  /// The kind of a file by its path alone; nil for a file that xtal does not read.
  ///
  /// Of interest are names that end in `.swift`, with `Package.swift` and `Package@swift-….swift` as manifests, and
  /// `project.pbxproj` directly inside a folder whose name ends in `.xcodeproj`, and names that end in `.md` or
  /// `.markdown`.
  package init?(path: some BidirectionalCollection<UInt8>) {
    guard let last = path.last,
      last == UInt8(ascii: "t") || last == UInt8(ascii: "j") || last == UInt8(ascii: "d") || last == UInt8(ascii: "n")
    else { return nil }
    if path.reversed().starts(with: ".swift".utf8.reversed()) {
      let slash = path.lastIndex(of: UInt8(ascii: "/"))
      let name = path.suffix(from: slash.map { path.index(after: $0) } ?? path.startIndex)
      let isManifest = name.elementsEqual("Package.swift".utf8) || name.starts(with: "Package@swift-".utf8)
      self = isManifest ? .manifest : .swift
    } else if path.reversed().starts(with: ".xcodeproj/project.pbxproj".utf8.reversed()) {
      self = .xcodeProject
    } else if path.reversed().starts(with: ".md".utf8.reversed())
      || path.reversed().starts(with: ".markdown".utf8.reversed())
    {
      self = .document
    } else {
      return nil
    }
  }
}
