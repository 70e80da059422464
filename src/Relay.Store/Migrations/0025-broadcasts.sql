-- Messages to everybody of one audience, each in private: words of ours and how far they have come, nothing about anybody. Kept, so that no number is given twice.
CREATE TABLE broadcasts (
  number bigint NOT NULL PRIMARY KEY,
  controller_id text NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  audience text NOT NULL,
  item text,
  told text,
  words text NOT NULL,
  made_by text NOT NULL,
  made_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  state text NOT NULL,
  cursor text,
  drafted bigint NOT NULL,
  passed_over bigint NOT NULL,
  ended_at bigint,
  UNIQUE (key, controller_id)
);
CREATE INDEX broadcasts_running ON broadcasts (number) WHERE state = 'running';
CREATE INDEX broadcasts_audience ON broadcasts (audience, made_at);

-- Which of our accounts a person spoke with: the only one through which they can be written to.
ALTER TABLE identities ADD COLUMN account text;

-- To which broadcast a private delivery belongs, and on whose clocks it has to keep quiet hours.
ALTER TABLE answers ADD COLUMN broadcast bigint;
ALTER TABLE answers ADD COLUMN place text;
CREATE INDEX answers_broadcast ON answers (broadcast) WHERE broadcast IS NOT NULL;
