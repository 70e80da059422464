-- What coordinators have paused; only they lift it.
CREATE TABLE halts (
  scope text NOT NULL,
  id text NOT NULL,
  made_by text NOT NULL,
  since bigint NOT NULL,
  PRIMARY KEY (scope, id)
);
