-- Step 8.
INSERT INTO migrations VALUES (8, '0008-alarms', '85f646af9a74c33a74149e1943ce867ccfb472f568055600f0c1772feb8c9c35', 1772439000000);
-- What the watchdog has found, and whether coordinators have been told.
CREATE TABLE alarms (
  key text NOT NULL,
  raised_at bigint NOT NULL,
  since bigint NOT NULL,
  what text NOT NULL,
  step text NOT NULL,
  cleared_at bigint,
  told bigint NOT NULL,
  cleared_told bigint NOT NULL,
  PRIMARY KEY (key, raised_at)
);
CREATE UNIQUE INDEX alarms_open ON alarms (key) WHERE cleared_at IS NULL;
CREATE INDEX alarms_cleared ON alarms (cleared_at) WHERE cleared_at IS NOT NULL;
INSERT INTO alarms (key, raised_at, since, what, step, cleared_at, told, cleared_told)
VALUES ('source:party', 1772438950000, 1772438000000, 'la source party n''a plus été lue ⁄ source party is quiet', 'Regardez. ⁄ Look.', NULL, 1, 0);
INSERT INTO alarms (key, raised_at, since, what, step, cleared_at, told, cleared_told)
VALUES ('due:bot33', 1772438950000, 1772438000000, 'en retard', 'Regardez.', 1772439000000, 1, 1);
