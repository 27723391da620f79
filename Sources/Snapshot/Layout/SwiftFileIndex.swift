/// The Swift files of a snapshot by number, with their folders, so that questions about folders are asked once a folder.
struct SwiftFileIndex {
  /// Paths of the files, in the snapshot's order.
  let paths: [String]
  /// Whether each file has the name of a manifest.
  let isManifest: [Bool]
  /// Whether a symbolic link leads to each file.
  let isLinked: [Bool]
  /// For each file, the number of its folder in ``directories``.
  let directoryOfFile: [Int]
  /// The folders that hold files directly, each once, in the order of their first file.
  let directories: [String]
  /// All folders that hold files directly or further down, the root as "".
  let folders: Set<String>

  /// Takes the Swift files and manifests among `files`, in their order.
  init(_ files: [SourceFile]) {
    var paths: [String] = []
    var isManifest: [Bool] = []
    var isLinked: [Bool] = []
    var directoryOfFile: [Int] = []
    var directories: [String] = []
    var numbers: [String: Int] = [:]
    for file in files where file.kind.isSource {
      let directory = RelativePath.folder(of: file.path)
      paths.append(file.path)
      isManifest.append(file.kind == .manifest)
      isLinked.append(file.isLinked)
      if let last = directoryOfFile.last, directories[last] == directory {
        directoryOfFile.append(last)
        continue
      }
      let number = numbers[directory] ?? directories.count
      if number == directories.count {
        directories.append(directory)
        numbers[directory] = number
      }
      directoryOfFile.append(number)
    }
    var folders: Set<String> = [""]
    for directory in directories {
      RelativePath.climb(directory) { !folders.insert($0).inserted }
    }
    self.paths = paths
    self.isManifest = isManifest
    self.isLinked = isLinked
    self.directoryOfFile = directoryOfFile
    self.directories = directories
    self.folders = folders
  }
}
