-- Who wrote, as a keyed hash: tells what came of one account, and is what it is deleted by when that person is erased. Payloads that were understood are kept no longer.
ALTER TABLE interactions ADD COLUMN author_key text;
CREATE INDEX interactions_author ON interactions (author_key) WHERE author_key IS NOT NULL;
DELETE FROM arrivals WHERE state = 'understood';
