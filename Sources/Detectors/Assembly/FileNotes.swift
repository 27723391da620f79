import Facts

/// What rules read of one file by itself, whatever its path and whatever stands beside it: each part is made when it is
/// first asked for, and stays as long as the file's text does.
///
/// A part that depends on a rule's options is kept with them. A class because detectors on several threads, and runs one
/// after another, share it.
final class FileNotes: Sendable {
  let facts: FileFacts

  private let unnamedParameters = Lazy<[UnnamedParameter]>()
  private let valueNames = Lazy<UncalledNames>()
  private let suppressionComments = Lazy<[Suppression]>()
  private let unitsOfClones = Lazy<(minimumTokens: Int, units: [CloneUnit])>()
  private let marksOfWork = Lazy<(markers: [String], marks: [UnfinishedMark])>()
  private let rawWords = Lazy<RawWords>()
  private let protocolNames = Lazy<ProtocolNames>()
  private let parameterNames = Lazy<PrescribedNames>()
  private let holderNames = Lazy<[TextHash]>()
  private let fileReports = Lazy<FileReports>()
  private let declarationColumns = Lazy<DeclarationColumns>()
  private let inheritance = Lazy<InheritanceClauses>()
  private let script = Lazy<Bool>()
  private let declaredNames = Lazy<DeclaredNames>()
  private let namesLeftOpen = Lazy<(links: [NodeLink], libraries: Int, names: OpenNames)>()
  private let mentionSites = Lazy<MentionSites>()

  init(_ facts: FileFacts) { self.facts = facts }

  /// Parameters that their functions do not name, where nothing in the file speaks for them.
  var parameters: [UnnamedParameter] {
    unnamedParameters.value {
      let freedom = SignatureFreedom(of: facts)
      return UnnamedParameter.all(in: facts).filter { freedom.mayDiffer($0) }
    }
  }

  /// See ``UncalledNames``.
  var values: UncalledNames { valueNames.value { UncalledNames(facts) } }

  /// The file's suppression comments, as of file 0.
  var suppressions: [Suppression] { suppressionComments.value { Suppression.all(in: facts) } }

  /// See ``RawWords``.
  var words: RawWords { rawWords.value { RawWords(facts) } }

  /// See ``DeclarationColumns``.
  var columns: DeclarationColumns { declarationColumns.value { DeclarationColumns(facts) } }

  /// See ``InheritanceClauses``.
  var clauses: InheritanceClauses { inheritance.value { InheritanceClauses(facts) } }

  /// Whether statements stand at the file's top level.
  var isScript: Bool { script.value { ScriptFiles.hold(facts) } }

  /// See ``PrescribedNames``.
  var prescribed: PrescribedNames { parameterNames.value { PrescribedNames(facts) } }

  /// For each declaration its name, of those that hold members; ``TextHash/none`` for others.
  var holders: [TextHash] {
    holderNames.value {
      facts.declarations.map { $0.kind.holdsMembers ? facts.strings.hash(of: $0.name) : .none }
    }
  }

  /// See ``ProtocolNames``.
  var protocols: ProtocolNames { protocolNames.value { ProtocolNames(facts) } }

  /// See ``MentionSites``.
  var mentions: MentionSites { mentionSites.value { MentionSites(facts) } }

  /// See ``DeclaredNames``.
  var declared: DeclaredNames { declaredNames.value { DeclaredNames(facts) } }

  /// The names that are left open where the linker says `links` of the file. `libraries` is the generation of the modules
  /// that those speak of.
  func openNames(
    links: some Sequence<NodeLink>, libraries: Int, isDeclared: (_ library: Int32, _ name: TextHash) -> Bool
  ) -> OpenNames {
    namesLeftOpen.value(where: { $0.libraries == libraries && links.elementsEqual($0.links) }) {
      let links = Array(links)
      return (links, libraries, OpenNames(facts, links: links, isDeclared: isDeclared))
    }.names
  }

  /// What file detectors report of the file in its surroundings, made by `make` where it is not known. `rules` is the
  /// generation of the detectors.
  func reports(surroundings: FileSurroundings, rules: Int, _ make: () -> FileReports) -> FileReports {
    fileReports.value(where: { $0.rules == rules && $0.surroundings == surroundings }, make)
  }

  /// The units that can be part of a clone of so many tokens, as of file 0.
  func units(minimumTokens: Int) -> [CloneUnit] {
    unitsOfClones.value(where: { $0.minimumTokens == minimumTokens }) {
      (minimumTokens, CloneUnitReader.read(facts, file: 0, minimumTokens: minimumTokens))
    }.units
  }

  /// The marks of unfinished work that the scanner finds.
  func marks(by scanner: MarkerScanner) -> [UnfinishedMark] {
    marksOfWork.value(where: { $0.markers == scanner.markers }) {
      (scanner.markers, UnfinishedMark.all(in: facts, by: scanner))
    }.marks
  }
}
