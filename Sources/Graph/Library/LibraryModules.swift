package import Facts

/// What a module outside the repository declares: signatures only.
package struct LibraryModule: Sendable {
  /// The name that `import` uses.
  package var name: String
  package var facts: FileFacts
  /// Modules that it re-exports, by import name.
  package var reexports: [String]

  package init(name: String, facts: FileFacts, reexports: [String]) {
    self.name = name
    self.facts = facts
    self.reexports = reexports
  }
}

/// DEV
import Foundation
package enum LibraryModules {
  package static func load(workers: Int) -> [LibraryModule] {
    ["Swift", "_Concurrency", "_StringProcessing", "Testing", "Foundation"].compactMap { name in
      guard let data = FileManager.default.contents(atPath: "/tmp/lib/\(name).swift") else { return nil }
      let facts = Array(data).withUnsafeBufferPointer { FactsReader.read($0, limits: FactsLimits()) }
      return LibraryModule(name: name, facts: facts, reexports: [])
    }
  }
}
