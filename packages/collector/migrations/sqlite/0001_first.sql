-- DATA/sayso.db: everything but the keys. Every row is a site's. Times are RFC 3339 text in UTC, days `2026-11-20`.
-- `sub` and `hash` of a subject are base64url SHA-256 of its secret, which is held nowhere.

CREATE TABLE sites (
  id TEXT PRIMARY KEY,
  origins TEXT NOT NULL,
  allow_null_origin INTEGER NOT NULL,
  log_origin TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE policies (
  site TEXT NOT NULL REFERENCES sites (id),
  version INTEGER NOT NULL,
  hash TEXT NOT NULL,
  given TEXT NOT NULL,
  document TEXT NOT NULL,
  material_since INTEGER NOT NULL,
  published_at TEXT NOT NULL,
  effective_at TEXT NOT NULL,
  own_risk TEXT,
  PRIMARY KEY (site, version)
) STRICT;

CREATE TRIGGER policies_never_change BEFORE UPDATE ON policies
BEGIN
  SELECT RAISE(ABORT, 'a published policy never changes');
END;

CREATE TABLE subjects (
  site TEXT NOT NULL REFERENCES sites (id),
  hash TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (site, hash)
) STRICT, WITHOUT ROWID;

-- The log's entries: SHA-256 of a JWS's ASCII bytes, gapless from 0 in each site.
CREATE TABLE leaves (
  site TEXT NOT NULL REFERENCES sites (id),
  idx INTEGER NOT NULL CHECK (idx >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (site, idx)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER leaves_never_change BEFORE UPDATE ON leaves
BEGIN
  SELECT RAISE(ABORT, 'the log is append-only');
END;

CREATE TRIGGER leaves_never_go BEFORE DELETE ON leaves
BEGIN
  SELECT RAISE(ABORT, 'the log is append-only');
END;

-- The exact JWS of a choice. `id` is unique in its site.
CREATE TABLE receipts (
  site TEXT NOT NULL,
  id TEXT NOT NULL,
  leaf INTEGER NOT NULL,
  sub TEXT,
  jws TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  effective INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  UNIQUE (site, id),
  FOREIGN KEY (site, leaf) REFERENCES leaves (site, idx)
) STRICT;

CREATE INDEX receipts_of_subject ON receipts (site, sub, leaf) WHERE sub IS NOT NULL;

-- The other entries of the log: policy versions, tombstones.
CREATE TABLE statements (
  site TEXT NOT NULL,
  leaf INTEGER NOT NULL,
  typ TEXT NOT NULL,
  jws TEXT NOT NULL,
  PRIMARY KEY (site, leaf),
  FOREIGN KEY (site, leaf) REFERENCES leaves (site, idx)
) STRICT;

-- Events, sealed under their subject's key: one block for each write, purpose and day.
-- `first` is the id of the first block of the same write.
CREATE TABLE blocks (
  id INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  site TEXT NOT NULL REFERENCES sites (id),
  sub TEXT NOT NULL,
  purpose TEXT NOT NULL,
  day TEXT NOT NULL,
  received_at TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

CREATE INDEX blocks_of_subject ON blocks (site, sub);

-- What aggregates need in clear. `id` is a keyed hash of site, subject and event id.
CREATE TABLE events (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  site TEXT NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  day TEXT NOT NULL,
  locale TEXT,
  region TEXT,
  block INTEGER NOT NULL REFERENCES blocks (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX events_of_block ON events (block);

CREATE TABLE refusals (
  site TEXT NOT NULL REFERENCES sites (id),
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (site, day, name, reason)
) STRICT, WITHOUT ROWID;

-- `region` is empty where it is unknown.
CREATE TABLE pixels (
  site TEXT NOT NULL REFERENCES sites (id),
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (site, day, name, region)
) STRICT, WITHOUT ROWID;

-- What a site has taken so far, so that nobody counts rows.
CREATE TABLE totals (
  site TEXT PRIMARY KEY REFERENCES sites (id),
  receipts INTEGER NOT NULL,
  accepted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Requests of people under their rights; their own words are sealed.
CREATE TABLE requests (
  site TEXT NOT NULL REFERENCES sites (id),
  id TEXT NOT NULL,
  sub TEXT NOT NULL,
  kind TEXT NOT NULL,
  received_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  note BLOB,
  PRIMARY KEY (site, id)
) STRICT;

CREATE INDEX requests_of_subject ON requests (site, sub);

CREATE TABLE erasures (
  site TEXT NOT NULL REFERENCES sites (id),
  sub TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (site, sub)
) STRICT, WITHOUT ROWID;

-- One row that is written to find out whether anything can be.
CREATE TABLE probe (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  times INTEGER NOT NULL
) STRICT;
