-- Events in tables of their own, `blocks_N`, one or more for each day on which all in them is over: what is over goes whole.
-- `ends`: that day; null where no end was set. `closed`: nothing is added any more. `made_at`: of the first block.
-- A number that is free is given again, so that the statements of a long-lived process stay few.

CREATE TABLE partitions (
  slot INTEGER PRIMARY KEY,
  ends TEXT,
  closed INTEGER NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

-- What each of them holds, so that nobody counts rows. `day`: of the receipt.
CREATE TABLE held (
  slot INTEGER NOT NULL,
  site TEXT NOT NULL,
  purpose TEXT NOT NULL,
  day TEXT NOT NULL,
  events INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (slot, site, purpose, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX held_of_site ON held (site, purpose, day);

-- Counts of accepted events; an empty text where something is unknown.
CREATE TABLE aggregates (
  site TEXT NOT NULL,
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  region TEXT NOT NULL,
  locale TEXT NOT NULL,
  device TEXT NOT NULL,
  browser TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (site, day, name, purpose, region, locale, device, browser)
) STRICT, WITHOUT ROWID;

-- Ids of the events of the last days, each a keyed hash: 8 bytes of its subject, 12 of itself. Two tables are asked, the
-- third is emptied meanwhile. `period`: which days' ids table `ids_K` holds, in periods of 8 days since 1970.
CREATE TABLE id_periods (
  k INTEGER PRIMARY KEY CHECK (k BETWEEN 0 AND 2),
  period INTEGER NOT NULL
) STRICT;

INSERT INTO id_periods VALUES (0, -1), (1, -2), (2, -3);
CREATE TABLE ids_0 (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE ids_1 (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE ids_2 (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

-- What went because it was over, by the day on which it went; and when a site was last looked through.
CREATE TABLE removals (
  site TEXT NOT NULL,
  record TEXT NOT NULL,
  purpose TEXT NOT NULL,
  day TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (site, record, purpose, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE sweeps (
  site TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX receipts_by_age ON receipts (site, received_at);

-- What was stored before is the first of them, without an end: it is looked through row by row.
INSERT INTO aggregates
SELECT site, day, name, purpose, coalesce(region, ''), coalesce(locale, ''), coalesce(device, ''), coalesce(browser, ''), count(*)
FROM events GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

CREATE TABLE blocks_1 (
  id INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  site TEXT NOT NULL REFERENCES sites (id),
  sub TEXT NOT NULL,
  purpose TEXT NOT NULL,
  day TEXT NOT NULL,
  received_at TEXT NOT NULL,
  events INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

INSERT INTO blocks_1
SELECT b.id, b.first, b.site, b.sub, b.purpose, b.day, b.received_at,
  (SELECT count(*) FROM events e WHERE e.block = b.id), b.sealed
FROM blocks b ORDER BY b.id;

CREATE INDEX blocks_1_of_subject ON blocks_1 (site, sub);

INSERT INTO partitions SELECT 1, NULL, 0, coalesce(min(received_at), '1970-01-01T00:00:00.000Z') FROM blocks;
INSERT INTO held
SELECT 1, site, purpose, day, sum(events), sum(length(sealed)) FROM blocks_1 GROUP BY site, purpose, day;

DROP TABLE events;
DROP TABLE blocks;

-- The newest time at which something was stored: a clock that jumps back is noticed by it.
CREATE TABLE clock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  newest TEXT NOT NULL
) STRICT;
