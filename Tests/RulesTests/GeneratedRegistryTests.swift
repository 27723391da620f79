import Foundation
import Testing

@testable import xtal_dev

/// How detectors are found in the sources.
@Suite struct GeneratedRegistryTests {
  private func registry(_ files: [String: String]) throws -> GeneratedRegistry {
    let root = FileManager.default.temporaryDirectory.appending(path: "xtal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in files {
      let url = root.appending(path: "Sources/Detectors/\(path)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return try GeneratedRegistry(root: root)
  }

  @Test func detectorsAreSortedByClassAndName() throws {
    let registry = try registry([
      "StackingFault/ZDetector.swift": "package struct ZDetector: GraphDetector {}",
      "Vacancy/BDetector.swift": "package struct BDetector: FileDetector {}",
      "Vacancy/ADetector.swift": "package struct ADetector:\n  FileDetector, Equatable\n{}",
      "Void/EDetector.swift": "package struct EDetector: EnergyDetector {}",
      "Void/HDetector.swift": "package struct HDetector: HistoryDetector {}",
      "Vacancy/Shape.swift": "struct Shape {}",
      "Assembly/OtherDetector.swift": "struct OtherDetector {}",
    ])
    #expect(registry.fileDetectors == ["ADetector", "BDetector"])
    #expect(registry.graphDetectors == ["ZDetector"])
    #expect(registry.historyDetectors == ["HDetector"])
    #expect(registry.energyDetectors == ["EDetector"])
  }

  @Test(arguments: ["struct Other: FileDetector {}", "struct ADetector: Sendable {}", ""])
  func fileWithoutItsDetectorIsRefused(_ text: String) {
    #expect(throws: GeneratedRegistry.Problem.self) { try registry(["Twin/ADetector.swift": text]) }
  }
}
