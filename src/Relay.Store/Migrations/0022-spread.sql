-- How many people came by each copy, to which step. Numbers alone: nothing leads from them to anybody.
CREATE TABLE spread (
  publication_id text NOT NULL REFERENCES publications (id),
  step text NOT NULL,
  people bigint NOT NULL,
  PRIMARY KEY (publication_id, step)
);
