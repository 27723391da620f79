/// The first version of the schema. Frozen: once a release has written it, a change is a further ``Migration``.
///
/// The comments inside the statements are the documentation: SQLite keeps them, so `.schema` shows them, and
/// ``SchemaDocument`` makes docs/schema.md of them. `---` speaks of the table or view, `--` of the column that follows.
enum SchemaVersion1 {
  static let migration = Migration(version: 1, statements: tables + graphTables + words + SchemaVersion1Views.views)

  /// What is kept of every snapshot, and the facts of every file seen.
  static let tables = [
    """
    CREATE TABLE repositories (
      --- A repository whose analyses this database keeps.
      -- Key; the keys of its files, modules and declarations are (id - 1) * 4294967296 + their place in the snapshot.
      id INTEGER PRIMARY KEY,
      -- Name of the root folder, which tells repositories apart.
      name TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE snapshots (
      --- A state of a repository that was analysed: a commit or a working tree. Commits stay; of working trees with
      --- uncommitted changes, or without history, the latest sixteen at least.
      -- Key; grows with every analysis saved.
      id INTEGER PRIMARY KEY,
      repository INTEGER NOT NULL REFERENCES repositories (id),
      -- Tells what was analysed and how: an analysis of the same key has the same result.
      key TEXT NOT NULL,
      -- Full id of the commit, or of the commit that the working tree stands on; empty without history.
      revision TEXT NOT NULL,
      -- 1 where the working tree differs from the commit.
      is_dirty INTEGER NOT NULL,
      -- Time of the commit in seconds since 1970-01-01 UTC; NULL where it is not known.
      committed INTEGER,
      -- Number of Swift files, partly analysed ones included.
      files INTEGER NOT NULL,
      -- Lines that hold code; blank lines and lines of comments alone are not counted.
      lines_of_code INTEGER NOT NULL,
      -- Number of files read wholly.
      analysed INTEGER NOT NULL,
      UNIQUE (repository, key)
    )
    """,
    """
    CREATE TABLE metrics (
      --- The names of measures; docs/metrics.md has their meaning and unit.
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE snapshot_metrics (
      --- Measures of whole snapshots.
      snapshot INTEGER NOT NULL REFERENCES snapshots (id),
      metric INTEGER NOT NULL REFERENCES metrics (id),
      -- A number. What SQLite cannot keep exactly (negative zero, not-a-number) is a BLOB of its eight bytes.
      value REAL,
      PRIMARY KEY (snapshot, metric)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE snapshot_modules (
      --- The modules of each snapshot.
      snapshot INTEGER NOT NULL REFERENCES snapshots (id),
      -- Place in the list of modules, from 0.
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (snapshot, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE module_metrics (
      --- Measures of modules.
      snapshot INTEGER NOT NULL REFERENCES snapshots (id),
      -- The module's position in snapshot_modules.
      module INTEGER NOT NULL,
      metric INTEGER NOT NULL REFERENCES metrics (id),
      -- As in snapshot_metrics.
      value REAL,
      PRIMARY KEY (snapshot, module, metric)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE coverage_gaps (
      --- What was not, or not wholly, analysed.
      snapshot INTEGER NOT NULL REFERENCES snapshots (id),
      -- 1 for a file whose facts are incomplete, 0 for what was left out.
      is_partial INTEGER NOT NULL,
      -- Place in the list, from 0.
      position INTEGER NOT NULL,
      -- Path relative to the root; empty for something said of the whole repository.
      path TEXT NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (snapshot, is_partial, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE findings (
      --- The distinct findings. One that stays the same from snapshot to snapshot is kept once: snapshot_findings says
      --- which snapshots have it.
      id INTEGER PRIMARY KEY,
      -- A 64-bit hash of all that the finding says, its evidence included.
      hash INTEGER NOT NULL,
      -- Class and name of the rule, as in twin/duplicate-code.
      rule TEXT NOT NULL,
      -- note, warning or error.
      severity TEXT NOT NULL,
      -- How sure the rule is, above 0 and at most 1.
      confidence REAL,
      -- Path relative to the root.
      path TEXT NOT NULL,
      -- First line, from 1.
      line INTEGER NOT NULL,
      -- First column in UTF-8 bytes, from 1.
      column INTEGER NOT NULL,
      -- Last line, from 1.
      end_line INTEGER NOT NULL,
      -- Qualified name of the declaration; empty where there is none.
      symbol TEXT NOT NULL,
      -- Name of the module; empty where the file belongs to none.
      module TEXT NOT NULL,
      message TEXT NOT NULL,
      -- Estimated time to mend it, in minutes.
      minutes REAL,
      -- Sixteen hexadecimal digits that survive moved lines and renamed files.
      fingerprint TEXT NOT NULL
    )
    """,
    "CREATE INDEX findings_by_hash ON findings (hash)",
    """
    CREATE TABLE finding_evidence (
      --- The further places that prove a finding.
      finding INTEGER NOT NULL REFERENCES findings (id),
      -- Place in the list, from 0.
      position INTEGER NOT NULL,
      path TEXT NOT NULL,
      line INTEGER NOT NULL,
      end_line INTEGER NOT NULL,
      -- What there is to see at that place.
      message TEXT NOT NULL,
      PRIMARY KEY (finding, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE snapshot_findings (
      --- Which findings each snapshot has.
      snapshot INTEGER NOT NULL REFERENCES snapshots (id),
      -- Place in the sorted list of the snapshot's findings, from 0.
      position INTEGER NOT NULL,
      finding INTEGER NOT NULL REFERENCES findings (id),
      PRIMARY KEY (snapshot, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE fact_packs (
      --- The facts of files, several in a row, as single small blobs would leave much of their pages empty.
      id INTEGER PRIMARY KEY,
      -- The coded facts, one after the other; only xtal reads them.
      bytes BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE blobs (
      --- Where the facts of every file content seen are, so that no content is parsed twice.
      -- The first eight bytes of the git blob id as a signed number.
      id INTEGER PRIMARY KEY,
      -- The git blob id, twenty bytes.
      oid BLOB NOT NULL,
      -- Version of the facts: of the reader times 256, plus that of the coded form.
      version INTEGER NOT NULL,
      pack INTEGER NOT NULL REFERENCES fact_packs (id),
      -- Offset of the facts in the pack.
      start INTEGER NOT NULL,
      -- Their length in bytes.
      length INTEGER NOT NULL
    )
    """,
  ]

  /// The dependency graph of the snapshot of each repository that was saved last.
  static let graphTables = [
    """
    CREATE TABLE modules (
      --- The modules of the snapshot saved last, as its build description declares them.
      id INTEGER PRIMARY KEY,
      repository INTEGER NOT NULL REFERENCES repositories (id),
      -- The target's name, with the package's folder before it where two packages name a target alike.
      name TEXT NOT NULL,
      -- The name that import uses.
      import_name TEXT NOT NULL,
      -- library, executable, test, macro, plugin, system, binary or folder.
      kind TEXT NOT NULL,
      -- Folder of the manifest or project that declares it; empty for the root.
      package_path TEXT NOT NULL,
      -- 1 where a library product offers it to other packages.
      is_product INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE files (
      --- The analysed files of the snapshot saved last.
      id INTEGER PRIMARY KEY,
      repository INTEGER NOT NULL REFERENCES repositories (id),
      -- Path relative to the root.
      path TEXT NOT NULL,
      -- The git blob id of its content, twenty bytes; hex(blob) shows it as git does.
      blob BLOB NOT NULL,
      -- NULL for a file of no module.
      module INTEGER REFERENCES modules (id),
      -- 1 for a Package.swift.
      is_manifest INTEGER NOT NULL,
      -- Number of lines.
      lines INTEGER NOT NULL,
      -- Lines that hold code.
      lines_of_code INTEGER NOT NULL,
      -- Lines that hold a comment and no code.
      comment_lines INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE declarations (
      --- The declarations of the snapshot saved last: types, members, functions, variables, cases.
      id INTEGER PRIMARY KEY,
      file INTEGER NOT NULL REFERENCES files (id),
      -- The enclosing declaration; NULL at top level.
      parent INTEGER REFERENCES declarations (id),
      -- The type it stands in or is: an extension's extended type. NULL where there is none of the repository.
      type INTEGER REFERENCES declarations (id),
      kind INTEGER NOT NULL REFERENCES declaration_kinds (id),
      access INTEGER NOT NULL REFERENCES access_levels (id),
      -- Name with argument labels: move(from:to:). The view declaration_details has the qualified name.
      name TEXT NOT NULL,
      -- First line, from 1.
      line INTEGER NOT NULL,
      -- Last line, from 1.
      end_line INTEGER NOT NULL,
      -- Cyclomatic complexity of its bodies; NULL without a body.
      cyclomatic INTEGER,
      -- Cognitive complexity of its bodies; NULL without a body.
      cognitive INTEGER,
      -- Lines of code of its bodies; NULL without a body.
      body_lines INTEGER
    )
    """,
    """
    CREATE TABLE declaration_edges (
      --- Which declaration uses which in the snapshot saved last. Uses at a file's top level, outside every declaration,
      --- count in file_edges only.
      -- The declaration that uses.
      source INTEGER NOT NULL REFERENCES declarations (id),
      -- The declaration that is used.
      target INTEGER NOT NULL REFERENCES declarations (id),
      role INTEGER NOT NULL REFERENCES reference_roles (id),
      -- Number of uses.
      count INTEGER NOT NULL,
      PRIMARY KEY (source, target, role)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE file_edges (
      --- Which file uses which in the snapshot saved last.
      -- The file that uses.
      source INTEGER NOT NULL REFERENCES files (id),
      -- The file that is used.
      target INTEGER NOT NULL REFERENCES files (id),
      -- Number of uses.
      count INTEGER NOT NULL,
      PRIMARY KEY (source, target)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE module_edges (
      --- Which module uses which in the snapshot saved last.
      -- The module that uses.
      source INTEGER NOT NULL REFERENCES modules (id),
      -- The module that is used.
      target INTEGER NOT NULL REFERENCES modules (id),
      -- Number of uses.
      count INTEGER NOT NULL,
      PRIMARY KEY (source, target)
    ) WITHOUT ROWID
    """,
  ]

  /// Small tables that give numbers their words.
  static let words = [
    """
    CREATE TABLE declaration_kinds (
      --- The kinds of declaration.
      id INTEGER PRIMARY KEY,
      word TEXT NOT NULL
    )
    """,
    """
    INSERT INTO declaration_kinds VALUES (0, 'class'), (1, 'struct'), (2, 'enum'), (3, 'protocol'), (4, 'actor'),
      (5, 'extension'), (6, 'function'), (7, 'initializer'), (8, 'deinitializer'), (9, 'subscript'), (10, 'variable'),
      (11, 'enum case'), (12, 'type alias'), (13, 'associated type'), (14, 'operator'), (15, 'precedence group'),
      (16, 'macro')
    """,
    """
    CREATE TABLE access_levels (
      --- The access levels, from narrow to wide.
      id INTEGER PRIMARY KEY,
      word TEXT NOT NULL
    )
    """,
    """
    INSERT INTO access_levels VALUES (0, 'private'), (1, 'fileprivate'), (2, 'internal'), (3, 'package'),
      (4, 'public'), (5, 'open')
    """,
    """
    CREATE TABLE reference_roles (
      --- The ways in which one declaration uses another.
      id INTEGER PRIMARY KEY,
      word TEXT NOT NULL
    )
    """,
    """
    INSERT INTO reference_roles VALUES (0, 'call'), (1, 'read'), (2, 'write'), (3, 'type'), (4, 'inherit'),
      (5, 'conform'), (6, 'override'), (7, 'extend'), (8, 'key path'), (9, 'attribute')
    """,
  ]
}
