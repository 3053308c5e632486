-- A site that was deleted: closed at once, gone after its days of grace.

ALTER TABLE sites ADD COLUMN closed_at TEXT;

-- Gone for good. The name of its log is not given to another: that would be a second history under one name.
CREATE TABLE gone_sites (
  id TEXT PRIMARY KEY,
  log_origin TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DROP TRIGGER leaves_never_go;

CREATE TRIGGER leaves_never_go BEFORE DELETE ON leaves
WHEN OLD.site NOT IN (SELECT id FROM gone_sites)
BEGIN
  SELECT RAISE(ABORT, 'the log is append-only');
END;
