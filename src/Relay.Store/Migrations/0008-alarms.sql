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
