-- Which number stands on the button under a copy, and when it was last tried to change it. Numbers alone.
CREATE TABLE button_counts (
  publication_id text NOT NULL PRIMARY KEY REFERENCES publications (id),
  item text NOT NULL,
  shown bigint NOT NULL,
  at bigint NOT NULL
);
