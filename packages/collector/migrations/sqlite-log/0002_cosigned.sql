-- The newest checkpoint that witnesses have signed as well (C2SP tlog-cosignature), with their signatures.
CREATE TABLE cosigned (
  site TEXT PRIMARY KEY,
  size INTEGER NOT NULL CHECK (size > 0),
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
