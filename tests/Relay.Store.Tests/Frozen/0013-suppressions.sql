-- Step 13.
INSERT INTO migrations VALUES (13, '0013-suppressions', 'da9bfb802af7d68101bff6883d9ae3077fb83c3afe00c803a92b5a56e104460a', 1772439500000);
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
INSERT INTO people_keys VALUES ('k1');
INSERT INTO suppressions VALUES ('telegram', '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'k1', 'objection', 1772439500000, NULL);
