-- Step 6.
INSERT INTO migrations VALUES (6, '0006-reading-marks', 'ef0a9178b14aa10999da8773d66b9bee600d15ed32167cb55ce589813edcc1af', 1772438800000);
-- How far what comes in from a network was handled.
CREATE TABLE reading_marks (
  reader text NOT NULL PRIMARY KEY,
  mark text NOT NULL,
  kept_at bigint NOT NULL
);
INSERT INTO reading_marks (reader, mark, kept_at) VALUES ('telegram:7', '4711', 1772438800000);
