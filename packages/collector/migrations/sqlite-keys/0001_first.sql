-- DATA/keys.db: the keys that seal what is in sayso.db, wrapped by the operator's key, which is in neither.

-- Tells whether the operator's key is the one that wrapped these.
CREATE TABLE operator (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  proof BLOB NOT NULL
) STRICT;

CREATE TABLE subject_keys (
  site TEXT NOT NULL,
  sub TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (site, sub)
) STRICT, WITHOUT ROWID;

-- Erasures whose key is gone, but whose rows in sayso.db may still stand: a crash between the two is made good from here.
CREATE TABLE erasing (
  site TEXT NOT NULL,
  sub TEXT NOT NULL,
  at TEXT NOT NULL,
  keep_receipts INTEGER NOT NULL,
  tombstone TEXT NOT NULL,
  PRIMARY KEY (site, sub)
) STRICT, WITHOUT ROWID;
