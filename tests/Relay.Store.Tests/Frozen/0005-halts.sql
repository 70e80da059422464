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
