-- How far what comes in from a network was handled.
CREATE TABLE reading_marks (
  reader text NOT NULL PRIMARY KEY,
  mark text NOT NULL,
  kept_at bigint NOT NULL
);
