/// The fourth version of the schema: token energy of files. Frozen as ``SchemaVersion1`` is.
enum SchemaVersion4 {
  static let migration = Migration(
    version: 4,
    statements: [
      """
      CREATE TABLE file_energies (
        --- Token energy of the files of each snapshot that was analysed with it, generated files left out.
        snapshot INTEGER NOT NULL REFERENCES snapshots (id),
        path INTEGER NOT NULL REFERENCES paths (id),
        tokens INTEGER NOT NULL,
        bits REAL NOT NULL,
        code_tokens INTEGER NOT NULL,
        code_bits REAL NOT NULL,
        identifier_tokens INTEGER NOT NULL,
        identifier_bits REAL NOT NULL,
        PRIMARY KEY (snapshot, path)
      ) WITHOUT ROWID
      """,
      """
      CREATE TABLE step_file_energies (
        --- Token energy of files, where it differs from that of the step's base: of the files that the step added, changed
        --- or removed.
        step INTEGER NOT NULL REFERENCES steps (id),
        path INTEGER NOT NULL REFERENCES paths (id),
        -- From this step on, as in file_energies; NULL where the file is gone.
        tokens INTEGER,
        bits REAL,
        code_tokens INTEGER,
        code_bits REAL,
        identifier_tokens INTEGER,
        identifier_bits REAL,
        PRIMARY KEY (step, path)
      ) WITHOUT ROWID
      """,
      """
      CREATE VIEW file_energy AS
        --- Token energy of the files of every snapshot that was analysed with it.
        SELECT
          r.name AS repository,
          -- Key in snapshots.
          s.id AS snapshot,
          s.revision AS revision,
          q.path AS path,
          e.tokens AS tokens,
          e.bits AS bits,
          e.bits / nullif(e.tokens, 0) AS bits_per_token,
          e.code_bits / nullif(e.code_tokens, 0) AS code_bits_per_token,
          e.identifier_bits / nullif(e.identifier_tokens, 0) AS identifier_bits_per_token
        FROM file_energies e
        JOIN snapshots s ON s.id = e.snapshot
        JOIN repositories r ON r.id = s.repository
        JOIN paths q ON q.id = e.path
      """,
      """
      CREATE VIEW file_energy_changes AS
        --- Token energy of files along the line of each series, where it changes: a value holds until the file's next row.
        SELECT
          l.series AS series,
          l.position AS position,
          lower(hex(s.revision)) AS revision,
          datetime(s.committed, 'unixepoch') AS committed,
          q.path AS path,
          -- NULL where the file is gone.
          e.tokens AS tokens,
          e.bits AS bits,
          e.bits / nullif(e.tokens, 0) AS bits_per_token,
          e.code_bits / nullif(e.code_tokens, 0) AS code_bits_per_token,
          e.identifier_bits / nullif(e.identifier_tokens, 0) AS identifier_bits_per_token
        FROM series_steps l
        JOIN steps s ON s.id = l.step
        JOIN step_file_energies e ON e.step = s.id
        JOIN paths q ON q.id = e.path
      """,
    ])
}
