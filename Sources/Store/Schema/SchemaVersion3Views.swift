/// The views of the third version of the schema, for people who query by hand. Frozen as ``SchemaVersion1`` is.
enum SchemaVersion3Views {
  static let views = [
    """
    CREATE VIEW history AS
      --- Size and debt of every step along the line of each series, oldest first.
      SELECT
        r.name AS repository,
        -- Key in series.
        s.series AS series,
        l.position AS position,
        lower(hex(s.revision)) AS revision,
        -- Time of the commit, UTC.
        datetime(s.committed, 'unixepoch') AS committed,
        p.name AS author,
        s.subject AS subject,
        s.lines_of_code AS lines_of_code,
        s.findings AS findings,
        s.debt_minutes AS debt_minutes,
        -- Debt minutes for each 1,000 lines of code; NULL without code.
        s.debt_minutes * 1000 / nullif(s.lines_of_code, 0) AS density,
        -- Findings that appeared with this step.
        (SELECT count(*) FROM lifetime_events e WHERE e.step = s.id AND e.change > 0) AS added,
        -- Findings that are gone with it.
        (SELECT count(*) FROM lifetime_events e WHERE e.step = s.id AND e.change < 0) AS fixed,
        -- Key in steps.
        s.id AS step
      FROM series_steps l
      JOIN steps s ON s.id = l.step
      JOIN series e ON e.id = l.series
      JOIN repositories r ON r.id = e.repository
      JOIN people p ON p.id = s.author
      ORDER BY s.series, l.position
    """,
    """
    CREATE VIEW finding_lifetimes AS
      --- Findings along the line of each series: when each appeared and went, with whom.
      SELECT
        f.series AS series,
        f.rule AS rule,
        -- Where it was seen last.
        q.path AS path,
        f.line AS line,
        f.symbol AS symbol,
        f.message AS message,
        f.minutes AS minutes,
        f.confidence AS confidence,
        lower(hex(b.revision)) AS born,
        datetime(b.committed, 'unixepoch') AS born_at,
        a.name AS born_by,
        -- 1 where the line begins with it: it may be older.
        b.is_opening AS is_opening,
        -- NULL while it is there.
        lower(hex(d.revision)) AS died,
        datetime(d.committed, 'unixepoch') AS died_at,
        c.name AS died_by,
        f.fingerprint AS fingerprint,
        -- Key in lifetimes.
        f.id AS lifetime
      FROM lifetimes f
      JOIN series_steps l ON l.series = f.series AND l.step = f.born
      JOIN steps b ON b.id = f.born
      JOIN people a ON a.id = b.author
      JOIN paths q ON q.id = f.path
      LEFT JOIN (
        SELECT e.lifetime AS lifetime, m.series AS series, e.step AS step
        FROM lifetime_events e JOIN series_steps m ON m.step = e.step WHERE e.change < 0
      ) g ON g.lifetime = f.id AND g.series = f.series
      LEFT JOIN steps d ON d.id = g.step
      LEFT JOIN people c ON c.id = d.author
    """,
    """
    CREATE VIEW metric_history AS
      --- Measures along the line of each series by name.
      SELECT
        l.series AS series,
        l.position AS position,
        lower(hex(s.revision)) AS revision,
        datetime(s.committed, 'unixepoch') AS committed,
        m.name AS metric,
        v.value AS value
      FROM series_steps l
      JOIN steps s ON s.id = l.step
      JOIN step_metrics v ON v.step = s.id
      JOIN metrics m ON m.id = v.metric
    """,
    """
    CREATE VIEW module_metric_changes AS
      --- Measures of modules along the line of each series, where they change: a value holds until the next row of the
      --- same module and measure.
      SELECT
        l.series AS series,
        l.position AS position,
        lower(hex(s.revision)) AS revision,
        datetime(s.committed, 'unixepoch') AS committed,
        n.name AS module,
        m.name AS metric,
        -- NULL where module or measure are gone.
        v.value AS value
      FROM series_steps l
      JOIN steps s ON s.id = l.step
      JOIN step_module_metrics v ON v.step = s.id
      JOIN module_names n ON n.id = v.module
      JOIN metrics m ON m.id = v.metric
    """,
    """
    CREATE VIEW file_changes AS
      --- What each step along the line of each series changed, by file.
      SELECT
        l.series AS series,
        l.position AS position,
        lower(hex(s.revision)) AS revision,
        datetime(s.committed, 'unixepoch') AS committed,
        p.name AS author,
        q.path AS path,
        -- NULL where the file was not renamed.
        o.path AS old_path,
        c.added_lines AS added_lines,
        c.deleted_lines AS deleted_lines
      FROM series_steps l
      JOIN steps s ON s.id = l.step
      JOIN people p ON p.id = s.author
      JOIN changed_files c ON c.step = s.id
      JOIN paths q ON q.id = c.path
      LEFT JOIN paths o ON o.id = c.old_path
      WHERE s.counts = 1
    """,
    """
    CREATE VIEW declaration_changes AS
      --- What each step along the line of each series changed, by declaration.
      SELECT
        l.series AS series,
        l.position AS position,
        lower(hex(s.revision)) AS revision,
        datetime(s.committed, 'unixepoch') AS committed,
        p.name AS author,
        q.path AS path,
        -- Qualified name.
        y.name AS symbol,
        c.added_lines AS added_lines,
        c.deleted_lines AS deleted_lines
      FROM series_steps l
      JOIN steps s ON s.id = l.step
      JOIN people p ON p.id = s.author
      JOIN changed_declarations c ON c.step = s.id
      JOIN paths q ON q.id = c.path
      JOIN symbols y ON y.id = c.symbol
      WHERE s.counts = 1
    """,
  ]
}
