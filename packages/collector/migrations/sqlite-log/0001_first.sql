-- DATA/log.db: what was signed of each site's public log. It is in no backup and no restore takes it back: whoever signs two
-- histories is found out. What is not signed in it can be made again out of sayso.db.

-- The last checkpoint that was signed, as a note (C2SP tlog-checkpoint).
CREATE TABLE heads (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL CHECK (size > 0),
  note TEXT NOT NULL
) STRICT;

CREATE TRIGGER heads_never_shrink BEFORE UPDATE ON heads WHEN new.size < old.size OR new.site <> old.site
BEGIN
  SELECT RAISE(ABORT, 'a log never gets smaller');
END;

CREATE TRIGGER heads_never_go BEFORE DELETE ON heads
BEGIN
  SELECT RAISE(ABORT, 'what was signed stays signed');
END;

-- Where a leaf is, by the first 6 bytes of its hash as a number.
CREATE TABLE leaf_index (
  site INTEGER NOT NULL,
  prefix INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  PRIMARY KEY (site, prefix, idx)
) STRICT, WITHOUT ROWID;
