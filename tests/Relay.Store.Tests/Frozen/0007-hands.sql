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

-- What should be on the networks, what was made of it, and every attempt.
CREATE TABLE channels_seen (
  channel text NOT NULL PRIMARY KEY,
  first_seen bigint NOT NULL
);

CREATE TABLE publications (
  id text NOT NULL PRIMARY KEY,
  subject text NOT NULL,
  moment text NOT NULL,
  occurrence text NOT NULL,
  network text NOT NULL,
  target text NOT NULL,
  target_kind text NOT NULL,
  channel text NOT NULL,
  account text NOT NULL,
  items text NOT NULL,
  from_at bigint NOT NULL,
  until_at bigint NOT NULL,
  expires_at bigint,
  order_at bigint NOT NULL,
  priority bigint NOT NULL,
  paced bigint NOT NULL,
  state text NOT NULL,
  reason text,
  folded_into text,
  released_at bigint,
  delivery_id text,
  UNIQUE (subject, moment, occurrence, network, target)
);
CREATE INDEX publications_waiting ON publications (network, target, priority, order_at) WHERE state = 'planned';
CREATE INDEX publications_windows ON publications (from_at, network, target, expires_at) WHERE state = 'planned';
CREATE INDEX publications_expiring ON publications (expires_at) WHERE state = 'planned';

CREATE TABLE publication_items (
  item text NOT NULL,
  publication_id text NOT NULL REFERENCES publications (id),
  PRIMARY KEY (item, publication_id)
);

CREATE TABLE deliveries (
  id text NOT NULL PRIMARY KEY,
  publication_id text NOT NULL REFERENCES publications (id),
  operation text NOT NULL,
  network text NOT NULL,
  target text NOT NULL,
  target_kind text NOT NULL,
  channel text NOT NULL,
  account text NOT NULL,
  priority bigint NOT NULL,
  paced bigint NOT NULL,
  state text NOT NULL,
  rule text,
  reason text,
  created_at bigint NOT NULL,
  next_at bigint NOT NULL,
  expires_at bigint,
  left_at bigint,
  strikes bigint NOT NULL,
  attempts bigint NOT NULL
);
-- Whatever the code does, a publication is created once.
CREATE UNIQUE INDEX deliveries_create ON deliveries (publication_id) WHERE operation = 'create';
CREATE INDEX deliveries_due ON deliveries (account, priority, next_at, id, target) WHERE state IN ('queued', 'held');
CREATE INDEX deliveries_next ON deliveries (account, next_at) WHERE state IN ('queued', 'held');
CREATE INDEX deliveries_uncertain ON deliveries (account, id) WHERE state = 'uncertain';
CREATE INDEX deliveries_attempting ON deliveries (id) WHERE state = 'attempting';
CREATE INDEX deliveries_released ON deliveries (network, target, created_at) WHERE paced = 1 AND state NOT IN ('cancelled', 'expired', 'refused');
CREATE INDEX deliveries_left ON deliveries (network, target, left_at) WHERE paced = 1 AND state NOT IN ('cancelled', 'expired', 'refused');
CREATE INDEX deliveries_served ON deliveries (network, target) WHERE state IN ('queued', 'held', 'uncertain');
CREATE INDEX deliveries_outstanding ON deliveries (network, target) WHERE paced = 1 AND state IN ('queued', 'held', 'attempting');

CREATE TABLE parts (
  delivery_id text NOT NULL REFERENCES deliveries (id),
  part bigint NOT NULL,
  network text NOT NULL,
  target text NOT NULL,
  account text NOT NULL,
  state text NOT NULL,
  text text NOT NULL,
  text_hash text NOT NULL,
  images text NOT NULL,
  link text,
  remote_ids text NOT NULL,
  remote_link text,
  attempted_at bigint,
  confirmed_at bigint,
  doubt_since bigint,
  doubt_reads bigint,
  doubt_next_at bigint,
  doubt_cursor text,
  doubt_ask text,
  PRIMARY KEY (delivery_id, part)
);
CREATE INDEX parts_attempting ON parts (delivery_id, part) WHERE state = 'attempting';
CREATE INDEX parts_doubts ON parts (account, doubt_next_at) WHERE state = 'uncertain';
CREATE INDEX parts_confirmed ON parts (network, target, confirmed_at) WHERE state = 'confirmed';
CREATE INDEX parts_text ON parts (network, text_hash, attempted_at) WHERE attempted_at IS NOT NULL;

CREATE TABLE attempts (
  delivery_id text NOT NULL REFERENCES deliveries (id),
  number bigint NOT NULL,
  part bigint NOT NULL,
  account text NOT NULL,
  target text NOT NULL,
  started_at bigint NOT NULL,
  ended_at bigint,
  result text,
  scope text,
  reason text,
  fence bigint NOT NULL,
  PRIMARY KEY (delivery_id, number)
);
CREATE INDEX attempts_account ON attempts (account, started_at);

CREATE TABLE standings (
  account text NOT NULL,
  target text NOT NULL,
  strikes bigint NOT NULL,
  hold_until bigint,
  paused text,
  PRIMARY KEY (account, target)
);

INSERT INTO migrations (number, name, checksum, applied_at) VALUES (2, '0002-ledger', '2f98508452a88aa62cb44c6ac60cb5db8f88d68bd3b186fd51a4c63ac318673a', 1772352000000);
INSERT INTO channels_seen (channel, first_seen) VALUES ('gironde', 1772352000000);
INSERT INTO publications (id, subject, moment, occurrence, network, target, target_kind, channel, account, items, from_at, until_at, expires_at, order_at, priority, paced, state, released_at, delivery_id)
VALUES ('01983b5e-0000-7000-8000-000000000001', 'party/event/42', 'announce', '-', 'telegram', '@parti_33', 'public', 'gironde', 'bot33', '["party/event/42"]',
  1772352000000, 1772438400000, 1772524800000, 1774800000000, 60, 1, 'released', 1772352000000, '01983b5e-0000-7000-8000-000000000002');
INSERT INTO publication_items (item, publication_id) VALUES ('party/event/42', '01983b5e-0000-7000-8000-000000000001');
INSERT INTO deliveries (id, publication_id, operation, network, target, target_kind, channel, account, priority, paced, state, created_at, next_at, expires_at, left_at, strikes, attempts)
VALUES ('01983b5e-0000-7000-8000-000000000002', '01983b5e-0000-7000-8000-000000000001', 'create', 'telegram', '@parti_33', 'public', 'gironde', 'bot33', 60, 1, 'confirmed',
  1772352000000, 1772352000000, 1772524800000, 1772352001000, 0, 1);
INSERT INTO parts (delivery_id, part, network, target, account, state, text, text_hash, images, remote_ids, attempted_at, confirmed_at)
VALUES ('01983b5e-0000-7000-8000-000000000002', 0, 'telegram', '@parti_33', 'bot33', 'confirmed', 'Réunion publique', 'abc', '[]', '["7"]', 1772352001000, 1772352002000);
INSERT INTO attempts (delivery_id, number, part, account, target, started_at, ended_at, result, fence)
VALUES ('01983b5e-0000-7000-8000-000000000002', 1, 0, 'bot33', '@parti_33', 1772352001000, 1772352002000, 'done', 7);

-- Step 3.
INSERT INTO migrations VALUES (3, '0003-proofs', 'f2d9ad997188e5988a591894b1498b5e41a9e63cdde2fb498b31149f52e71480', 1772438500000);
CREATE TABLE proofs (
  account text NOT NULL,
  target text NOT NULL,
  capability text NOT NULL,
  result text NOT NULL,
  french text NOT NULL,
  english text NOT NULL,
  seen_at bigint NOT NULL,
  proven_at bigint,
  PRIMARY KEY (account, target, capability)
);
INSERT INTO proofs (account, target, capability, result, french, english, seen_at, proven_at) VALUES ('bot33', '', 'authenticate', 'proven', 'oui', 'yes', 1772438500000, 1772438500000);

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

-- Step 5.
INSERT INTO migrations VALUES (5, '0005-halts', '1fbf65fbcefce016e240bb4e74cdc02508ccc05e5b6d490fac767b346a542382', 1772438700000);
-- What coordinators have paused; only they lift it.
CREATE TABLE halts (
  scope text NOT NULL,
  id text NOT NULL,
  made_by text NOT NULL,
  since bigint NOT NULL,
  PRIMARY KEY (scope, id)
);
INSERT INTO halts (scope, id, made_by, since) VALUES ('channel', 'gironde', 'coordinator:claire', 1772438700000);

-- Step 6.
INSERT INTO migrations VALUES (6, '0006-reading-marks', 'ef0a9178b14aa10999da8773d66b9bee600d15ed32167cb55ce589813edcc1af', 1772438800000);
-- How far what comes in from a network was handled.
CREATE TABLE reading_marks (
  reader text NOT NULL PRIMARY KEY,
  mark text NOT NULL,
  kept_at bigint NOT NULL
);
INSERT INTO reading_marks (reader, mark, kept_at) VALUES ('telegram:7', '4711', 1772438800000);

-- Step 7.
INSERT INTO migrations VALUES (7, '0007-hands', 'cde157d5b95e5d60cf689b3b30ec3c005c7351dc47ddaa4eb580867d93e79ae1', 1772438900000);
-- What is handed to a person, once a publication; and what looks after it.
CREATE UNIQUE INDEX deliveries_hand_over ON deliveries (publication_id) WHERE operation = 'hand-over';
CREATE INDEX deliveries_in_hand ON deliveries (created_at, id) WHERE operation = 'hand-over';
INSERT INTO publications (id, subject, moment, occurrence, network, target, target_kind, channel, account, items, from_at, until_at, expires_at, order_at, priority, paced, state, released_at, delivery_id)
VALUES ('01983b5e-0000-7000-8000-000000000003', 'party/event/42', 'announce', '-', 'assisted', 'https://www.facebook.com/groups/33', 'group', 'groupe33', 'mains33', '["party/event/42"]',
  1772352000000, 1772438400000, 1772524800000, 1774800000000, 60, 1, 'released', 1772352000000, '01983b5e-0000-7000-8000-000000000004');
INSERT INTO publication_items (item, publication_id) VALUES ('party/event/42', '01983b5e-0000-7000-8000-000000000003');
INSERT INTO deliveries (id, publication_id, operation, network, target, target_kind, channel, account, priority, paced, state, created_at, next_at, expires_at, left_at, strikes, attempts)
VALUES ('01983b5e-0000-7000-8000-000000000004', '01983b5e-0000-7000-8000-000000000003', 'hand-over', 'assisted', 'https://www.facebook.com/groups/33', 'group', 'groupe33', 'mains33', 60, 1, 'handed',
  1772352000000, 1772352000000, 1772524800000, 1772352001000, 0, 1);
INSERT INTO parts (delivery_id, part, network, target, account, state, text, text_hash, images, remote_ids, attempted_at, confirmed_at)
VALUES ('01983b5e-0000-7000-8000-000000000004', 0, 'assisted', 'https://www.facebook.com/groups/33', 'mains33', 'confirmed', 'Réunion publique, à publier', 'def', '[]', '["5/8"]', 1772352001000, 1772352002000);
INSERT INTO attempts (delivery_id, number, part, account, target, started_at, ended_at, result, fence)
VALUES ('01983b5e-0000-7000-8000-000000000004', 1, 0, 'mains33', 'https://www.facebook.com/groups/33', 1772352001000, 1772352002000, 'done', 7);
