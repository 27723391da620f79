import Foundation
import Testing

/// Where files may stand and how they may be called.
@Suite struct LayoutTests {
  /// What may stand at the root: what belongs to the project, build products, and what editors leave.
  static let allowedAtRoot: Set<String> = [
    ".DS_Store", ".build", ".ci", ".editorconfig", ".git", ".gitattributes", ".github", ".gitignore", ".idea",
    ".swift-format", ".swiftpm", ".vscode", ".xtal", ".xtal.yml", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
    "NOTICE", "Package.resolved", "Package.swift", "README.md", "Sources", "Tests", "docs", "fixtures", "rules", "run",
  ]

  @Test func theRootHoldsNothingUnexpected() throws {
    let entries = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path)
    #expect(Set(entries).subtracting(Self.allowedAtRoot).isEmpty)
    for needed in ["README.md", "CONTRIBUTING.md", "LICENSE", "run", "docs/architecture.md"] {
      #expect(FileManager.default.fileExists(atPath: SourceTree.root.appending(path: needed).path), "\(needed)")
    }
  }

  @Test func noFileHasANameThatSaysNothing() {
    for file in SourceTree.sources.files + SourceTree.tests.files {
      #expect(!Self.saysNothing(file.name), "\(file.path): name it after what it does")
    }
  }

  @Test(arguments: ["StringHelpers", "Utils", "PathUtil", "Common", "String+Common", "SessionManager", "Helper"])
  func emptyNamesAreRefused(name: String) {
    #expect(Self.saysNothing(name))
  }

  @Test(arguments: ["Finding", "FactsReader", "Unmanager", "CommonMemberNames"])
  func speakingNamesPass(name: String) {
    #expect(!Self.saysNothing(name))
  }

  /// Whether the last word in a name of the form `SomeName`, its role, stands for no role at all.
  static func saysNothing(_ name: String) -> Bool {
    let empty: Set<String> = ["helper", "helpers", "util", "utils", "utility", "utilities", "common", "manager"]
    var words = [""]
    for character in name {
      if character.isUppercase || !character.isLetter { words.append("") }
      words[words.count - 1].append(character.lowercased())
    }
    return words.last.map(empty.contains) ?? false
  }
}
