import Facts

/// What one file adds to the ``DeclarationTable``: for each of its declarations an entry in every column.
struct DeclarationColumns: Sendable {
  let kinds: [DeclarationKind]
  let access: [AccessLevel]
  let traits: [DeclarationTraits]
  /// The enclosing declaration of the file, -1 at top level.
  let parents: [Int32]
  let keys: [NameKey]
  let marks: [DeclarationMarks]

  init(_ facts: FileFacts) {
    kinds = facts.declarations.map(\.kind)
    access = facts.declarations.map(\.access)
    traits = facts.declarations.map(\.traits)
    parents = facts.declarations.map(\.parent)
    keys = facts.declarations.map { facts.strings.key(of: $0.name) }
    marks = DeclarationMarks.all(in: facts)
  }
}
