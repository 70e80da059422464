-- What every store has: the worker's starts, the audit and the items that harvests brought.
-- Instants are Unix milliseconds; bigint and text mean the same to SQLite and PostgreSQL.
CREATE TABLE store (
  id bigint NOT NULL PRIMARY KEY CHECK (id = 1),
  fence bigint NOT NULL,
  audit_number bigint NOT NULL,
  audit_hash text NOT NULL
);
INSERT INTO store (id, fence, audit_number, audit_hash)
VALUES (1, 0, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE audit (
  number bigint NOT NULL PRIMARY KEY,
  at bigint NOT NULL,
  actor_kind text NOT NULL,
  actor_name text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail text,
  hash text NOT NULL
);
CREATE INDEX audit_subject ON audit (subject, number);

CREATE TABLE sources (
  source text NOT NULL PRIMARY KEY,
  pass bigint NOT NULL,
  watermark bigint,
  last_good bigint,
  last_good_full bigint,
  failure text,
  brake text
);

-- Narrow, since every poll touches each row; what an item says stands in item_rows.
CREATE TABLE items (
  key text NOT NULL PRIMARY KEY,
  source text NOT NULL,
  kind text NOT NULL,
  version text NOT NULL,
  revision bigint NOT NULL,
  presence text NOT NULL,
  missed bigint NOT NULL,
  seen_pass bigint NOT NULL,
  first_seen bigint NOT NULL,
  changed_at bigint NOT NULL,
  plan_due bigint,
  planned_generation text NOT NULL
);
CREATE INDEX items_live ON items (source) WHERE presence <> 'withdrawn';
CREATE INDEX items_absent ON items (source, seen_pass) WHERE presence <> 'present';
CREATE INDEX items_plan_due ON items (plan_due, key) WHERE plan_due IS NOT NULL;
CREATE INDEX items_generation ON items (planned_generation, changed_at) WHERE plan_due IS NULL;

CREATE TABLE item_rows (
  key text NOT NULL PRIMARY KEY REFERENCES items (key),
  body text NOT NULL
);

-- Versions that would cancel an item, kept apart until a person has decided the brake.
CREATE TABLE held_versions (
  key text NOT NULL PRIMARY KEY REFERENCES items (key),
  version text NOT NULL,
  body text NOT NULL
);

CREATE TABLE row_faults (
  source text NOT NULL,
  kind text NOT NULL,
  id text NOT NULL,
  pass bigint NOT NULL,
  faults text NOT NULL,
  PRIMARY KEY (source, kind, id)
);
CREATE INDEX row_faults_pass ON row_faults (source, pass);
