package import Graph
import Synchronization

/// What several detectors ask of a whole graph: each table is made once, by whoever asks for it first, and lent to all.
///
/// A class because detectors on several threads share one.
package final class SharedTables: Sendable {
  private let graph: CodeGraph
  private let declarationTable = Lazy<DeclarationTable>()
  private let typeNatures = Lazy<TypeNatures>()
  private let memberWitnesses = Lazy<MemberWitnesses>()
  private let offeredModules = Lazy<OfferedModules>()
  private let packageImports = Lazy<PackageImports>()
  private let manifestPlaces = Lazy<ManifestPlaces>()
  private let formerLanguage = Lazy<Bool>()

  package init(_ graph: CodeGraph) { self.graph = graph }

  var declarations: DeclarationTable { declarationTable.value { DeclarationTable(graph) } }
  var natures: TypeNatures { typeNatures.value { TypeNatures(graph, declarations) } }
  var witnesses: MemberWitnesses { memberWitnesses.value { MemberWitnesses(graph, declarations, natures) } }
  var offered: OfferedModules { offeredModules.value { OfferedModules(graph) } }
  var imports: PackageImports { packageImports.value { PackageImports(of: graph) } }
  var manifests: ManifestPlaces { manifestPlaces.value { ManifestPlaces(of: graph) } }

  /// See ``FormerLanguage``.
  var isFormerLanguage: Bool { formerLanguage.value { FormerLanguage.isUsed(in: graph) } }

  /// A value that is made when it is first asked for. Who asks meanwhile waits.
  private final class Lazy<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)

    func value(_ make: () -> Value) -> Value {
      made.withLock { known in
        if let known { return known }
        let value = make()
        known = value
        return value
      }
    }
  }
}
