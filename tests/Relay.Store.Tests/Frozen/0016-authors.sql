-- Step 16.
INSERT INTO migrations VALUES (16, '0016-authors', '2e531beb20591d60a9bc6ccb5190165d26073cc775c2ff3c61b2022066190831', 1772439800000);
-- Who wrote, as a keyed hash: tells what came of one account, and is what it is deleted by when that person is erased. Payloads that were understood are kept no longer.
ALTER TABLE interactions ADD COLUMN author_key text;
CREATE INDEX interactions_author ON interactions (author_key) WHERE author_key IS NOT NULL;
DELETE FROM arrivals WHERE state = 'understood';
INSERT INTO interactions (key, account, author_key, body, removed, waiting, heard_at, purge_after) VALUES ('kept-at-16', 'bot33', 'aa', '{"reader":"telegram:7","chat":"-100","realm":"public","remoteId":"9","words":{"kind":"group-message","author":{},"text":"Bonjour"}}', 0, 0, 1772439800000, 1775031800000);
