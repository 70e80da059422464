-- Whom we may not write to: a keyed hash, and nothing that tells who it is. The keys stand outside this database; which of them are in use stands here, so that a lost one is noticed.
CREATE TABLE suppressions (
  channel text NOT NULL,
  hmac text NOT NULL PRIMARY KEY,
  key_id text NOT NULL,
  reason text NOT NULL,
  since bigint NOT NULL,
  last_hit bigint
);

CREATE TABLE people_keys (
  key_id text NOT NULL PRIMARY KEY
);
