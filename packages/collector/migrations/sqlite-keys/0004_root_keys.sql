-- Keys under which all else in this folder is sealed or hashed, each sealed by the operator's key: which can so be
-- exchanged while collectors serve, and nothing that it opened has to be sealed again.
CREATE TABLE root_keys (
  use TEXT PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Proofs of the operator's keys that were exchanged: whoever gives one is told when.
CREATE TABLE operator_before (
  proof BLOB PRIMARY KEY,
  until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
