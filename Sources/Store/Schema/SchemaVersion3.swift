/// The third version of the schema: the history of a repository, commit by commit. Frozen as ``SchemaVersion1`` is.
enum SchemaVersion3 {
  static let migration = Migration(version: 3, statements: tables + SchemaVersion3Views.views)

  private static let tables = [
    """
    CREATE TABLE series (
      --- A way of measuring a repository's history: which commits, with which rules and settings. Figures of one series
      --- can be compared with each other.
      id INTEGER PRIMARY KEY,
      repository INTEGER NOT NULL REFERENCES repositories (id),
      -- Tells how it was measured: the same key gives the same figures for the same commit.
      key TEXT NOT NULL,
      -- Which commits, in words.
      description TEXT NOT NULL,
      -- 1 where every commit of the line is a step, from the first commit on.
      is_whole INTEGER NOT NULL,
      -- Grows with every finished run: the series with the largest was measured last. 0 before the first.
      last_run INTEGER NOT NULL,
      UNIQUE (repository, key)
    )
    """,
    """
    CREATE TABLE people (
      --- The authors of commits, as the repository's mailmap names them.
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      email TEXT NOT NULL,
      UNIQUE (name, email)
    )
    """,
    """
    CREATE TABLE paths (
      --- The paths of files at any time.
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE symbols (
      --- The qualified names of declarations at any time.
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE steps (
      --- The commits of each series that were analysed.
      id INTEGER PRIMARY KEY,
      series INTEGER NOT NULL REFERENCES series (id),
      -- The commit's id, twenty bytes; hex(revision) shows it as git does.
      revision BLOB NOT NULL,
      -- The step it grew from: the nearest analysed ancestor by first parents. NULL for the first of a line.
      base INTEGER REFERENCES steps (id),
      -- Time of the commit by the committer's clock, in seconds since 1970-01-01 UTC.
      committed INTEGER NOT NULL,
      -- Time by the author's clock.
      authored INTEGER NOT NULL,
      author INTEGER NOT NULL REFERENCES people (id),
      -- First line of the message.
      subject TEXT NOT NULL,
      -- 1 for a commit with several parents.
      is_merge INTEGER NOT NULL,
      -- 1 for the first step of a line whose earlier history is cut off or was not asked for: what it has may be older.
      is_opening INTEGER NOT NULL,
      -- 1 where its changed lines count: not for openings, and not for merges where merged commits are steps themselves.
      counts INTEGER NOT NULL,
      -- Number of Swift files.
      files INTEGER NOT NULL,
      lines_of_code INTEGER NOT NULL,
      -- Number of findings.
      findings INTEGER NOT NULL,
      -- Sum of minutes times confidence.
      debt_minutes REAL,
      -- Swift files that differ from the base.
      changed_files INTEGER NOT NULL,
      added_lines INTEGER NOT NULL,
      deleted_lines INTEGER NOT NULL,
      UNIQUE (series, revision)
    )
    """,
    """
    CREATE TABLE series_steps (
      --- The line of steps that each series was last followed along, from the oldest to the newest commit.
      series INTEGER NOT NULL REFERENCES series (id),
      -- Place on the line, from 0.
      position INTEGER NOT NULL,
      step INTEGER NOT NULL REFERENCES steps (id),
      PRIMARY KEY (series, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE step_metrics (
      --- Measures of each step.
      step INTEGER NOT NULL REFERENCES steps (id),
      metric INTEGER NOT NULL REFERENCES metrics (id),
      -- As in snapshot_metrics.
      value REAL,
      PRIMARY KEY (step, metric)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE module_names (
      --- The names of modules at any time.
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE step_module_metrics (
      --- Measures of modules, where they differ from those of the step's base.
      step INTEGER NOT NULL REFERENCES steps (id),
      module INTEGER NOT NULL REFERENCES module_names (id),
      metric INTEGER NOT NULL REFERENCES metrics (id),
      -- From this step on; NULL where module or measure are gone.
      value REAL,
      PRIMARY KEY (step, module, metric)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE lifetimes (
      --- Findings followed over commits by their fingerprints: one row from when a finding appears until it is gone.
      id INTEGER PRIMARY KEY,
      series INTEGER NOT NULL REFERENCES series (id),
      -- Class and name of the rule.
      rule TEXT NOT NULL,
      -- Sixteen hexadecimal digits that survive moved lines and renamed files.
      fingerprint TEXT NOT NULL,
      -- note, warning or error.
      severity TEXT NOT NULL,
      confidence REAL,
      -- Estimated time to mend it, in minutes.
      minutes REAL,
      -- Where it was seen last.
      path INTEGER NOT NULL REFERENCES paths (id),
      line INTEGER NOT NULL,
      -- Qualified name of the declaration; empty where there is none.
      symbol TEXT NOT NULL,
      -- Name of the module; empty where the file belongs to none.
      module TEXT NOT NULL,
      message TEXT NOT NULL,
      -- The step that brought it.
      born INTEGER NOT NULL REFERENCES steps (id)
    )
    """,
    """
    CREATE TABLE lifetime_events (
      --- What each step did to findings, compared with its base.
      step INTEGER NOT NULL REFERENCES steps (id),
      lifetime INTEGER NOT NULL REFERENCES lifetimes (id),
      -- 1 where it appears, -1 where it is gone, 0 where it goes on under another fingerprint.
      change INTEGER NOT NULL,
      -- The other fingerprint; NULL where the change is not 0.
      fingerprint TEXT,
      PRIMARY KEY (step, lifetime)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX lifetime_events_by_lifetime ON lifetime_events (lifetime)",
    """
    CREATE TABLE changed_files (
      --- The Swift files that each step changed, compared with its base.
      step INTEGER NOT NULL REFERENCES steps (id),
      path INTEGER NOT NULL REFERENCES paths (id),
      -- The path before, where the file was renamed; else NULL.
      old_path INTEGER REFERENCES paths (id),
      -- A new file is 1, one that is gone is -1, any other 0.
      existence INTEGER NOT NULL,
      added_lines INTEGER NOT NULL,
      deleted_lines INTEGER NOT NULL,
      PRIMARY KEY (step, path)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE changed_declarations (
      --- The declarations that each step changed: for each line the innermost one around it.
      step INTEGER NOT NULL REFERENCES steps (id),
      path INTEGER NOT NULL REFERENCES paths (id),
      symbol INTEGER NOT NULL REFERENCES symbols (id),
      added_lines INTEGER NOT NULL,
      deleted_lines INTEGER NOT NULL,
      PRIMARY KEY (step, path, symbol)
    ) WITHOUT ROWID
    """,
  ]
}
