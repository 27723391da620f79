/// The second version of the schema: what a result says beside findings and figures. Frozen as ``SchemaVersion1`` is.
enum SchemaVersion2 {
  static let migration = Migration(
    version: 2,
    statements: [
      """
      CREATE TABLE snapshot_notes (
        --- What else a reader has to know of how a snapshot's result came about, such as what the compiler's index covers.
        snapshot INTEGER NOT NULL REFERENCES snapshots (id),
        -- Place in the list, from 0.
        position INTEGER NOT NULL,
        -- One or two sentences.
        note TEXT NOT NULL,
        PRIMARY KEY (snapshot, position)
      ) WITHOUT ROWID
      """
    ])
}
