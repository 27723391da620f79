import Foundation
import Model

/// `Sources/Detectors/Generated/DetectorRegistry.swift`: every detector of the sources, by the input it needs.
///
/// A detector is a struct `<Name>Detector` in `Sources/Detectors/<Class>/<Name>Detector.swift` that names
/// `FileDetector`, `GraphDetector`, `HistoryDetector` or `EnergyDetector` in its own inheritance clause.
struct GeneratedRegistry {
  /// A detector file whose type cannot be told.
  struct Problem: Error, CustomStringConvertible {
    var path: String
    var description: String {
      "\(path): has to declare a struct named after the file that conforms to FileDetector, GraphDetector, "
        + "HistoryDetector or EnergyDetector"
    }
  }

  /// Names of the types, each list sorted by class folder and name.
  private(set) var fileDetectors: [String] = []
  private(set) var graphDetectors: [String] = []
  private(set) var historyDetectors: [String] = []
  private(set) var energyDetectors: [String] = []

  /// Reads the sources of the repository at `root`.
  init(root: URL) throws {
    let folder = root.appending(path: "Sources/Detectors")
    for defectClass in DefectClass.allCases {
      let className = Self.folderName(of: defectClass)
      let classFolder = folder.appending(path: className)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: classFolder.path)) ?? []
      for name in names.sorted() where name.hasSuffix("Detector.swift") {
        let source = try String(contentsOf: classFolder.appending(path: name), encoding: .utf8)
        let type = String(name.dropLast(".swift".count))
        guard let clause = Self.inheritanceClause(of: type, in: source) else {
          throw Problem(path: "Sources/Detectors/\(className)/\(name)")
        }
        if clause.contains("FileDetector") {
          fileDetectors.append(type)
        } else if clause.contains("GraphDetector") {
          graphDetectors.append(type)
        } else if clause.contains("HistoryDetector") {
          historyDetectors.append(type)
        } else if clause.contains("EnergyDetector") {
          energyDetectors.append(type)
        } else {
          throw Problem(path: "Sources/Detectors/\(className)/\(name)")
        }
      }
    }
  }

  var file: GeneratedFile {
    let text = """
      // Generated from Sources/Detectors by `\(GeneratedFile.mendingCommand)`: do not edit.
      // swift-format-ignore-file

      /// Every detector of this version, by the input it needs.
      package enum DetectorRegistry {
        /// Detectors that look at one file at a time.
        package static var fileDetectors: [any FileDetector.Type] {
          \(Self.list(fileDetectors))
        }

        /// Detectors that look at the whole graph.
        package static var graphDetectors: [any GraphDetector.Type] {
          \(Self.list(graphDetectors))
        }

        /// Detectors that look at the graph and at what changed together.
        package static var historyDetectors: [any HistoryDetector.Type] {
          \(Self.list(historyDetectors))
        }

        /// Detectors that look at the graph and at what its tokens cost.
        package static var energyDetectors: [any EnergyDetector.Type] {
          \(Self.list(energyDetectors))
        }
      }

      """
    return GeneratedFile(path: "Sources/Detectors/Generated/DetectorRegistry.swift", text: text)
  }

  /// `StackingFault` for `stacking-fault`.
  static func folderName(of defectClass: DefectClass) -> String {
    defectClass.rawValue.split(separator: "-").map(\.capitalizedFirst).joined()
  }

  private static func list(_ types: [String]) -> String {
    guard !types.isEmpty else { return "[]" }
    return "[\n" + types.map { "      \($0).self,\n" }.joined() + "    ]"
  }

  /// What stands between the type's name and its brace.
  private static func inheritanceClause(of type: String, in source: String) -> Substring? {
    guard let start = source.range(of: "struct \(type):") else { return nil }
    return source[start.upperBound...].prefix { $0 != "{" }
  }
}
