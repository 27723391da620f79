/// Which target stands on which layer, and which of them may use a library from outside.
///
/// docs/architecture.md shows the layers to people; a test keeps both equal, so that neither changes alone.
struct LayerTable: Equatable {
  /// Layer by target. A target imports targets of smaller layers only.
  var layers: [String: Int]

  /// The layers as they are meant to be.
  static let expected = LayerTable(layers: [
    "Model": 0, "CLibgit2": 0,
    "Git": 1, "Rules": 1, "TokenEnergy": 1,
    "Snapshot": 2, "Facts": 2, "IndexStore": 2,
    "Graph": 3, "Growth": 3,
    "Detectors": 4, "Measures": 4,
    "Store": 5, "Reports": 5,
    "Pipeline": 6,
    "xtal": 7, "xtal-dev": 7,
  ])

  /// Modules from outside that only some targets may import. Others are free.
  static let outsideModules: [String: Set<String>] = [
    "ArgumentParser": ["xtal", "xtal-dev"],
    "CLibgit2": ["Git"],
    "GRDB": ["Store"],
    "SwiftParser": ["Snapshot", "Facts", "xtal-dev"],
    "SwiftSyntax": ["Snapshot", "Facts", "xtal-dev"],
    "Yams": ["Pipeline", "xtal-dev"],
    "XCTest": [],
  ]

  /// Targets that compute and nothing else: no files, no clock, no environment, no Foundation to reach them by.
  static let pureTargets: Set<String> = ["Rules", "TokenEnergy", "Facts", "Graph", "Detectors", "Measures"]

  /// Targets that may write to the file system.
  static let writingTargets: Set<String> = ["Store", "Reports", "Pipeline", "xtal", "xtal-dev"]

  /// Targets that may read the environment.
  static let executableTargets: Set<String> = ["xtal", "xtal-dev"]

  init(layers: [String: Int]) { self.layers = layers }

  /// Reads the rows `| layer | target | purpose |` of a Markdown page, with the target in backticks or bare. Lines of
  /// other tables, whose first cell is no number, are passed over.
  init(markdown: String) {
    layers = [:]
    for line in markdown.split(whereSeparator: \.isNewline) {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
        String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      guard cells.count >= 5, cells[0].isEmpty, let layer = Int(cells[1]) else { continue }
      layers[cells[2].filter { $0 != "`" }] = layer
    }
  }

  /// Whether a file of `target` may import the project's module `module`; true for a module from outside.
  func allows(_ target: String, toImport module: String) -> Bool {
    guard let below = layers[module] ?? layers[module.replacing("_", with: "-")] else { return true }
    guard let above = layers[target] else { return false }
    return below < above
  }
}
