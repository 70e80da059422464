-- A file that goes with an answer, as long as its words are kept.
ALTER TABLE answers ADD COLUMN file text;
