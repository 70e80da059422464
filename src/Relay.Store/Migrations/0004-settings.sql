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
