-- Who looked at what, and who changed what: one row an access, in one chain for the whole collector. `hash` is SHA-256 over
-- `prev` and the row, so that a row that was changed, put in or taken out breaks it. No personal data but hashes of subjects.

CREATE TABLE audit (
  idx INTEGER PRIMARY KEY CHECK (idx >= 0),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  of_site TEXT,
  about TEXT,
  outcome TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE INDEX audit_of_site ON audit (of_site, idx);

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is append-only');
END;

-- What is too old goes from its beginning; nothing goes from its middle or its end.
CREATE TRIGGER audit_goes_in_order BEFORE DELETE ON audit
WHEN OLD.idx > (SELECT min(idx) FROM audit) OR OLD.idx = (SELECT max(idx) FROM audit)
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
