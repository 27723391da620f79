import Graph
import Model

extension CodeGraph {
  /// Whether the file at `index` of ``files`` is test code: it belongs to a test module, or it lies in a folder whose name
  /// ends in `Tests`, as the helpers of tests do.
  func isTestCode(_ index: Int) -> Bool {
    let module = Int(files[index].module)
    if module >= 0, layout.modules[module].kind == .test { return true }
    return Self.hasTestFolder(files[index].path)
  }

  /// Whether the name of a folder of the path ends in `Tests`. Asked for most declarations of a repository, so that it
  /// looks at bytes.
  private static func hasTestFolder(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { bytes in
      let word = testFolder
      guard bytes.count >= word.count else { return false }
      for start in 0...(bytes.count - word.count) where bytes[start] == word[0] {
        if bytes[start..<start + word.count].elementsEqual(word) { return true }
      }
      return false
    }
  }

  private static let testFolder = Array("Tests/".utf8)
}
