-- Keys that wrap the subjects' keys, each sealed under the operator's; generation 0 is derived from it and not in here.

CREATE TABLE wrapping (
  generation INTEGER PRIMARY KEY CHECK (generation > 0),
  sealed BLOB NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

ALTER TABLE subject_keys ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
CREATE INDEX subject_keys_by_generation ON subject_keys (generation);
