-- Each site's log has a key of its own (Ed25519, PKCS #8), sealed under the operator's key.

CREATE TABLE log_keys (
  site TEXT PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
