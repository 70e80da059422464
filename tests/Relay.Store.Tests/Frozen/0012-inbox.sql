-- Step 12.
INSERT INTO migrations VALUES (12, '0012-inbox', '5592004eb2ae81c50b8b5684173acf287939ea6cb95ab4f9de4b4fea77e79d20', 1772439400000);
-- What came in: raw payloads until they are old enough, interactions made of them, and for ever the keyed hashes of what was heard. No author stands outside a body that
-- is purged.
CREATE TABLE arrivals (
  number bigint NOT NULL PRIMARY KEY,
  account text NOT NULL,
  door text NOT NULL,
  stream text NOT NULL,
  payload text NOT NULL,
  at bigint NOT NULL,
  state text NOT NULL,
  unread text,
  purge_after bigint NOT NULL
);
CREATE INDEX arrivals_waiting ON arrivals (number) WHERE state = 'waiting';
CREATE INDEX arrivals_aside ON arrivals (number) WHERE unread IS NOT NULL;
CREATE INDEX arrivals_broken ON arrivals (number) WHERE state = 'broken';
CREATE INDEX arrivals_purge ON arrivals (purge_after);

CREATE TABLE interactions (
  key text NOT NULL PRIMARY KEY,
  account text NOT NULL,
  body text NOT NULL,
  removed bigint NOT NULL,
  waiting bigint NOT NULL,
  heard_at bigint NOT NULL,
  purge_after bigint NOT NULL
);
CREATE INDEX interactions_heard ON interactions (heard_at, key);
CREATE INDEX interactions_waiting ON interactions (heard_at, key) WHERE waiting = 1;
CREATE INDEX interactions_purge ON interactions (purge_after);

CREATE TABLE heard (
  key text NOT NULL PRIMARY KEY
);
INSERT INTO reading_marks VALUES ('comments:33', '1772439400', 1772439400000);
INSERT INTO arrivals VALUES (1, 'page33', 'poll', 'comments:33', '{}', 1772439400000, 'broken', NULL, 1775031400000);
