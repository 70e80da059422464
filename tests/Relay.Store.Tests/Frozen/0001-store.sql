-- A store as it was after step 1, with what it held. Frozen: never edited.
CREATE TABLE migrations (number bigint NOT NULL PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL);
INSERT INTO migrations VALUES (1, '0001-store', '4088919a2628228e4d80832f455542e57b04dceac74f13b808cc6adb21daf62b', 1772438400000);
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

UPDATE store SET fence = 7;
INSERT INTO sources (source, pass, watermark, last_good, last_good_full) VALUES ('party', 12, 1772438300000, 1772438400000, 1772352000000);
INSERT INTO items (key, source, kind, version, revision, presence, missed, seen_pass, first_seen, changed_at, plan_due, planned_generation)
VALUES ('party/event/42', 'party', 'event', 'abc', 3, 'missing', 1, 11, 1772352000000, 1772438400000, 1772438400000, '');
INSERT INTO item_rows (key, body)
VALUES ('party/event/42', '{"title":"Réunion publique","territory":"DEP-2A","visibility":"public","createdAt":1772352000000,"updatedAt":1772352000000,"status":"confirmed","startsLocal":"2026-03-29T18:30:00","zone":"Europe/Paris","capacity":40}');
