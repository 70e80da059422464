-- Step 4.
INSERT INTO migrations VALUES (4, '0004-settings', '47c6c89f80faa33df09a0bfdb09108b41db398b56d81aa8dfdab70a87a5ecf5e', 1772438600000);
-- Accounts and channels made at run time, and secrets as ciphertext; the keys stand outside this database.
CREATE TABLE kept_sections (
  kind text NOT NULL,
  id text NOT NULL,
  body text NOT NULL,
  changed_at bigint NOT NULL,
  PRIMARY KEY (kind, id)
);

CREATE TABLE kept_secrets (
  setting text NOT NULL PRIMARY KEY,
  cipher text NOT NULL,
  changed_at bigint NOT NULL
);
INSERT INTO kept_sections (kind, id, body, changed_at) VALUES ('account', 'page33', '{"Network":"facebook","PageId":"33"}', 1772438600000);
INSERT INTO kept_secrets (setting, cipher, changed_at) VALUES ('Relay:Accounts:page33:Token', 'Zmlyc3QgY2lwaGVy', 1772438600000);
