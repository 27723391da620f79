import Graph
import Model

extension CodeGraph {
  /// Whether the file at `index` of ``files`` is test code: it belongs to a test module, or it lies in a folder whose name
  /// ends in `Tests`, as the helpers of tests do.
  func isTestCode(_ index: Int) -> Bool {
    let module = Int(files[index].module)
    if module >= 0, layout.modules[module].kind == .test { return true }
    return files[index].path.split(separator: "/").dropLast().contains { $0.hasSuffix("Tests") }
  }
}
