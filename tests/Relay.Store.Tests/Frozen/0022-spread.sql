-- Step 21.
INSERT INTO migrations VALUES (21, '0021-answer-files', '8e701c53ecbb0e047c53cb59efe3737121ff81672e65cd88bb00cd400cd9289f', 1772440300000);
-- A file that goes with an answer, as long as its words are kept.
ALTER TABLE answers ADD COLUMN file text;

UPDATE answers SET file = '{}' WHERE subject = 'answer/kept-at-20';
-- Step 22.
INSERT INTO migrations VALUES (22, '0022-spread', 'ebd20190ead5062f412ac7c8303f9cc4b37a1acec7bfbda9c11c491fb1b35366', 1772440400000);
-- How many people came by each copy, to which step. Numbers alone: nothing leads from them to anybody.
CREATE TABLE spread (
  publication_id text NOT NULL REFERENCES publications (id),
  step text NOT NULL,
  people bigint NOT NULL,
  PRIMARY KEY (publication_id, step)
);
