/// The views of the first version of the schema, for people who query by hand. Frozen as ``SchemaVersion1`` is.
enum SchemaVersion1Views {
  static let views = [
    """
    CREATE VIEW latest_snapshots AS
      --- The snapshot of each repository that was saved last.
      SELECT
        -- Name of the repository.
        r.name AS repository,
        -- Key in snapshots.
        s.id AS snapshot,
        s.revision AS revision,
        s.is_dirty AS is_dirty,
        s.files AS files,
        s.lines_of_code AS lines_of_code
      FROM snapshots s JOIN repositories r ON r.id = s.repository
      WHERE s.id = (SELECT max(id) FROM snapshots WHERE repository = r.id)
    """,
    """
    CREATE VIEW latest_findings AS
      --- The findings of the snapshot of each repository that was saved last, in the order of the report.
      SELECT
        l.repository AS repository,
        -- First part of the rule.
        substr(f.rule, 1, instr(f.rule, '/') - 1) AS class,
        f.rule AS rule,
        f.severity AS severity,
        f.confidence AS confidence,
        f.path AS path,
        f.line AS line,
        f.column AS column,
        f.end_line AS end_line,
        f.symbol AS symbol,
        f.module AS module,
        f.message AS message,
        -- Estimated time to mend it.
        f.minutes AS minutes,
        f.fingerprint AS fingerprint,
        -- Key in findings, for finding_evidence.
        f.id AS finding
      FROM latest_snapshots l
      JOIN snapshot_findings s ON s.snapshot = l.snapshot
      JOIN findings f ON f.id = s.finding
      ORDER BY s.snapshot, s.position
    """,
    """
    CREATE VIEW findings_by_class AS
      --- Number and weight of the latest findings by class and rule, the heaviest first.
      SELECT
        repository AS repository,
        class AS class,
        rule AS rule,
        -- Number of findings.
        count(*) AS findings,
        -- Sum of minutes times confidence.
        sum(minutes * confidence) AS debt_minutes
      FROM latest_findings GROUP BY repository, class, rule ORDER BY 1, 5 DESC, 3
    """,
    """
    CREATE VIEW density_per_snapshot AS
      --- Debt of every snapshot beside its size.
      SELECT
        r.name AS repository,
        -- Key in snapshots.
        s.id AS snapshot,
        s.revision AS revision,
        -- Time of the commit, UTC; NULL where it is not known.
        datetime(s.committed, 'unixepoch') AS committed,
        s.lines_of_code AS lines_of_code,
        -- Number of findings.
        count(f.id) AS findings,
        -- Sum of minutes times confidence.
        total(f.minutes * f.confidence) AS debt_minutes,
        -- Debt minutes for each 1,000 lines of code; NULL without code.
        total(f.minutes * f.confidence) * 1000 / nullif(s.lines_of_code, 0) AS density
      FROM snapshots s
      JOIN repositories r ON r.id = s.repository
      LEFT JOIN snapshot_findings p ON p.snapshot = s.id
      LEFT JOIN findings f ON f.id = p.finding
      GROUP BY s.id
    """,
    """
    CREATE VIEW metric_values AS
      --- Measures of every snapshot by name.
      SELECT
        r.name AS repository,
        -- Key in snapshots.
        s.id AS snapshot,
        s.revision AS revision,
        m.name AS metric,
        v.value AS value
      FROM snapshot_metrics v
      JOIN snapshots s ON s.id = v.snapshot
      JOIN repositories r ON r.id = s.repository
      JOIN metrics m ON m.id = v.metric
    """,
    """
    CREATE VIEW module_metric_values AS
      --- Measures of the modules of every snapshot by name.
      SELECT
        r.name AS repository,
        -- Key in snapshots.
        s.id AS snapshot,
        s.revision AS revision,
        -- Name of the module.
        n.name AS module,
        m.name AS metric,
        v.value AS value
      FROM module_metrics v
      JOIN snapshots s ON s.id = v.snapshot
      JOIN repositories r ON r.id = s.repository
      JOIN snapshot_modules n ON n.snapshot = v.snapshot AND n.position = v.module
      JOIN metrics m ON m.id = v.metric
    """,
    """
    CREATE VIEW qualified_names AS
      --- The qualified name of every declaration.
      SELECT
        -- Key in declarations.
        declaration AS declaration,
        -- Name with those of the enclosing declarations: Outer.Inner.move(from:to:).
        name AS name
      FROM (
        WITH RECURSIVE names (declaration, outer, name) AS (
          SELECT id, parent, name FROM declarations
          UNION ALL
          SELECT n.declaration, d.parent, d.name || '.' || n.name FROM names n JOIN declarations d ON d.id = n.outer)
        SELECT declaration, name FROM names WHERE outer IS NULL)
    """,
    """
    CREATE VIEW declaration_details AS
      --- The declarations of the snapshot saved last, in words.
      SELECT
        r.name AS repository,
        -- Key in declarations.
        d.id AS declaration,
        -- Name with those of the enclosing declarations.
        q.name AS qualified_name,
        k.word AS kind,
        a.word AS access,
        -- Name of the module; NULL where the file belongs to none.
        m.name AS module,
        f.path AS path,
        d.line AS line,
        d.end_line AS end_line,
        d.cyclomatic AS cyclomatic,
        d.cognitive AS cognitive,
        d.body_lines AS body_lines
      FROM qualified_names q
      JOIN declarations d ON d.id = q.declaration
      JOIN declaration_kinds k ON k.id = d.kind
      JOIN access_levels a ON a.id = d.access
      JOIN files f ON f.id = d.file
      JOIN repositories r ON r.id = f.repository
      LEFT JOIN modules m ON m.id = f.module
    """,
    """
    CREATE VIEW declaration_uses AS
      --- Which declaration uses which, in words.
      SELECT
        -- Name with argument labels of the declaration that uses.
        s.name AS source,
        sf.path AS source_path,
        s.line AS source_line,
        -- How it uses the target: call, read, write, type and so on.
        r.word AS role,
        -- Name with argument labels of the declaration that is used.
        t.name AS target,
        tf.path AS target_path,
        t.line AS target_line,
        -- Number of uses.
        e.count AS count
      FROM declaration_edges e
      JOIN reference_roles r ON r.id = e.role
      JOIN declarations s ON s.id = e.source
      JOIN files sf ON sf.id = s.file
      JOIN declarations t ON t.id = e.target
      JOIN files tf ON tf.id = t.file
    """,
    """
    CREATE VIEW file_uses AS
      --- Which file uses which, by path.
      SELECT
        r.name AS repository,
        -- Path of the file that uses.
        s.path AS source,
        -- Path of the file that is used.
        t.path AS target,
        -- Number of uses.
        e.count AS count
      FROM file_edges e
      JOIN files s ON s.id = e.source
      JOIN files t ON t.id = e.target
      JOIN repositories r ON r.id = s.repository
    """,
    """
    CREATE VIEW module_uses AS
      --- Which module uses which, by name.
      SELECT
        r.name AS repository,
        -- Name of the module that uses.
        s.name AS source,
        -- Name of the module that is used.
        t.name AS target,
        -- Number of uses.
        e.count AS count
      FROM module_edges e
      JOIN modules s ON s.id = e.source
      JOIN modules t ON t.id = e.target
      JOIN repositories r ON r.id = s.repository
    """,
  ]
}
