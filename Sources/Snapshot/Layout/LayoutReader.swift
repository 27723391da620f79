package import Model

/// Reads the project layout of a snapshot: which modules there are, what they may import, which file is whose.
///
/// Packages come from every `Package.swift`, Xcode targets from every `project.pbxproj`, both read without running or
/// building anything; where neither says anything about a file, its top folder is its module.
///
/// Who owns a file, in this order:
/// 1. A manifest belongs to no module. A file that only has a manifest's name, does not import `PackageDescription` and
///    lies in a target is a source like any other.
/// 2. The nearest package around it, if one of its targets claims it; the target with the deepest folder where several do.
/// 3. Of the Xcode targets that list it, the first by name that is no test target, else the first test target.
/// 4. No module, where a package is around it that does not claim it.
/// 5. Its top folder; a file at the root belongs to a module `main` where there is neither package nor project, else to
///    none.
///
/// Where a folder has manifests for several tools versions the one for the newest version is read, as the newest
/// toolchain would: `Package@swift-6.1.swift` counts as 6.1, `Package.swift` as what its first line asks for.
package struct LayoutReader {
  /// Reads the layout of `files`, whose bytes come from `reader`.
  ///
  /// ``ProjectLayout/moduleOfFile`` has one entry for each file of kind `swift` or `manifest`, in the given order.
  /// Never fails: what cannot be read or understood is told in ``ProjectLayout/gaps``.
  package static func read(files: [SourceFile], reader: any SourceReading) -> ProjectLayout {
    let index = SwiftFileIndex(files)
    var builder = LayoutBuilder(index: index)
    let selection = ManifestSelector.select(files: files, reader: reader)
    builder.gaps.formUnion(selection.gaps)
    builder.add(packages: selection.manifests)
    builder.settle(sourcesNamedLikeManifests: selection.doubtful)
    builder.add(projects: projects(files: files, reader: reader, gaps: &builder.gaps))
    builder.addFolders()
    return builder.finish()
  }

  private static func projects(
    files: [SourceFile], reader: any SourceReading, gaps: inout Set<Coverage.Gap>
  ) -> [XcodeProject] {
    var projects: [XcodeProject] = []
    for file in files where file.kind == .xcodeProject {
      do {
        let (project, gap) = try reader.withBytes(of: file) { XcodeProjectReader.read(path: file.path, bytes: $0) }
        if let project { projects.append(project) }
        if let gap { gaps.insert(gap) }
      } catch {
        gaps.insert(Coverage.Gap(path: file.path, reason: "the Xcode project could not be read: \(error)"))
      }
    }
    return projects
  }
}
