import Foundation
import Pipeline
import Reports
import Store

/// The generated files of a repository as they have to be, and which of them are not.
///
/// They are functions of the files under `rules/`, of the names under `Sources/Detectors` and of the database's schema, and
/// hold no date, no version of a tool and no path of a machine.
struct GeneratedFiles {
  let all: [GeneratedFile]
  /// Those of `all` that are missing or have another text.
  let stale: [GeneratedFile]

  /// Reads the repository at `root`; throws ``RuleFileError`` or an error of the file system.
  init(root: URL) throws {
    let rules = try RuleFileFolder(root: root).rules
    all = [
      GeneratedCatalogue(rules: rules).file,
      try GeneratedRegistry(root: root).file,
      GeneratedFile(path: "docs/rules.md", text: CatalogueReporter(rules: rules).markdown()),
      GeneratedFile(path: "docs/schema.md", text: try SchemaDocument.markdown()),
      GeneratedFile(path: "docs/configuration.schema.json", text: ConfigurationSchema.json(rules: rules)),
    ]
    stale = all.filter { file in
      (try? Data(contentsOf: root.appending(path: file.path))) != Data(file.text.utf8)
    }
  }
}
