-- Step 17.
INSERT INTO migrations VALUES (17, '0017-conversations', '76bc2b74ad15eb47ce670cf6e63b324ed6b59cc6b2937a32687e9c935135bb75', 1772439900000);
-- What became of each interaction, once and for ever; what people did; what the party is told of it; where private conversations stand; who waits for a person; what conduct remembers.
ALTER TABLE interactions ADD COLUMN settled bigint NOT NULL DEFAULT 0;
CREATE INDEX interactions_unsettled ON interactions (heard_at, key) WHERE settled = 0;
CREATE INDEX parts_remote ON parts (network, remote_ids) WHERE state = 'confirmed';

CREATE TABLE settlements (
  key text NOT NULL PRIMARY KEY,
  outcome text NOT NULL,
  at bigint NOT NULL
);

CREATE TABLE acts (
  number bigint NOT NULL PRIMARY KEY,
  controller_id text NOT NULL,
  contact_id text REFERENCES contacts (id) ON DELETE CASCADE,
  kind text NOT NULL,
  item text,
  answer text,
  heads bigint,
  list text,
  withdrawn bigint NOT NULL,
  body text,
  at bigint NOT NULL,
  purge_after bigint NOT NULL
);
CREATE INDEX acts_contact ON acts (contact_id, number);
CREATE INDEX acts_item ON acts (item, kind, contact_id, number);
CREATE INDEX acts_purge ON acts (purge_after);

-- For the party. An opposition outlives the person's row: it must reach the party all the same.
CREATE TABLE returns (
  number bigint NOT NULL PRIMARY KEY,
  controller_id text NOT NULL,
  urgency bigint NOT NULL,
  kind text NOT NULL,
  contact text NOT NULL,
  body text NOT NULL,
  at bigint NOT NULL,
  taken_at bigint,
  purge_after bigint NOT NULL
);
CREATE INDEX returns_waiting ON returns (urgency, number) WHERE taken_at IS NULL;
CREATE INDEX returns_contact ON returns (contact);
CREATE INDEX returns_purge ON returns (purge_after);

CREATE TABLE dialogs (
  identity_id text NOT NULL PRIMARY KEY REFERENCES identities (id) ON DELETE CASCADE,
  body text NOT NULL,
  at bigint NOT NULL,
  purge_after bigint NOT NULL
);
CREATE INDEX dialogs_purge ON dialogs (purge_after);

CREATE TABLE conduct (
  id text NOT NULL PRIMARY KEY,
  person text NOT NULL,
  thread text NOT NULL,
  post text,
  mark text NOT NULL,
  at bigint NOT NULL,
  purge_after bigint NOT NULL
);
CREATE INDEX conduct_person ON conduct (person, mark, at);
CREATE INDEX conduct_post ON conduct (post, mark);
CREATE INDEX conduct_purge ON conduct (purge_after);

CREATE TABLE waiting (
  key text NOT NULL PRIMARY KEY,
  account text NOT NULL,
  contact_id text REFERENCES contacts (id) ON DELETE CASCADE,
  reason text NOT NULL,
  since bigint NOT NULL,
  deadline bigint NOT NULL,
  purge_after bigint NOT NULL
);
CREATE INDEX waiting_deadline ON waiting (deadline, key);
CREATE INDEX waiting_contact ON waiting (contact_id);
CREATE INDEX waiting_purge ON waiting (purge_after);

-- Which item the short name in a button or a link stands for.
CREATE TABLE item_names (
  name text NOT NULL PRIMARY KEY,
  item text NOT NULL
);
