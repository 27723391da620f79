import Facts
package import Graph
import Model

/// What several detectors ask of a whole graph: each table is made once, by whoever asks for it first, and lent to all.
///
/// A class because detectors on several threads share one.
package final class SharedTables: Sendable {
  private let graph: CodeGraph
  let memory: DetectionMemory
  private let fileNotes = Lazy<[FileNotes]>()
  private let keptFiles = Lazy<[Bool]>()
  private let judgedFiles = Lazy<[Bool]>()
  private let declarationTable = Lazy<DeclarationTable>()
  private let fileLinks = Lazy<FileLinks>()
  private let ownerUses = Lazy<OwnerUses>()
  private let copiedFiles = Lazy<[Bool]>()
  private let typeNatures = Lazy<TypeNatures>()
  private let memberWitnesses = Lazy<MemberWitnesses>()
  private let offeredModules = Lazy<OfferedModules>()
  private let packageImports = Lazy<PackageImports>()
  private let manifestPlaces = Lazy<ManifestPlaces>()
  private let formerLanguage = Lazy<Bool>()

  /// `memory` has what earlier runs read of the same files.
  package init(_ graph: CodeGraph, memory: DetectionMemory = DetectionMemory()) {
    self.graph = graph
    self.memory = memory
  }

  /// What each file tells by itself.
  var notes: [FileNotes] { fileNotes.value { memory.notes(on: graph) } }

  /// For each file whether another one has the same text: a file that several modules compile, through symbolic links or
  /// as copies. Each copy alone looks as if nobody used what the others use.
  var isCopied: [Bool] {
    copiedFiles.value {
      var counts: [BlobID: Int] = [:]
      for file in graph.files { counts[file.blob, default: 0] += 1 }
      guard counts.count < graph.files.count else { return Array(repeating: false, count: graph.files.count) }
      return graph.files.map { counts[$0.blob, default: 0] > 1 }
    }
  }

  /// For each file whether it is kept as it is, see ``KeptMatter``.
  var isKept: [Bool] { keptFiles.value { graph.files.indices.map { KeptMatter.holds(graph.files[$0].path) } } }

  /// For each file whether it shows all that is in it, and a person wrote it for this repository to run.
  var isJudged: [Bool] {
    judgedFiles.value {
      zip(graph.files, isKept).map { file, isKept in
        !isKept && !file.isManifest && !file.facts.isGenerated
          && (file.facts.gaps.isEmpty || file.facts.gaps == [.nulBytes])
      }
    }
  }

  var declarations: DeclarationTable { declarationTable.value { DeclarationTable(graph, notes) } }
  var natures: TypeNatures { typeNatures.value { TypeNatures(graph, declarations, links, notes) } }
  var links: FileLinks { fileLinks.value { FileLinks(graph) } }
  var uses: OwnerUses { ownerUses.value { OwnerUses(graph, declarations) } }
  var witnesses: MemberWitnesses { memberWitnesses.value { MemberWitnesses(graph, declarations, natures) } }
  var offered: OfferedModules { offeredModules.value { OfferedModules(graph) } }
  var imports: PackageImports { packageImports.value { PackageImports(of: graph) } }
  var manifests: ManifestPlaces { manifestPlaces.value { ManifestPlaces(of: graph) } }

  /// See ``FormerLanguage``.
  var isFormerLanguage: Bool { formerLanguage.value { FormerLanguage.isUsed(in: graph) } }
}
