-- Keys of people and programs that may do more than a page. `hash` is SHA-256 of the key, which is shown once and held
-- nowhere; but one of role `identity` verifies HMACs, so its text is kept, sealed under the operator's key.

CREATE TABLE access_keys (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  site TEXT REFERENCES sites (id),
  hash TEXT NOT NULL UNIQUE,
  sealed BLOB,
  created_at TEXT NOT NULL,
  expires_at TEXT,
  revoked_at TEXT
) STRICT, WITHOUT ROWID;
