-- Step 10.
INSERT INTO migrations VALUES (10, '0010-fewer-pages', '568f99cb346202181a6438c9e8fa03230f2431a828e926c2750e77f5794cfd94', 1772439200000);
-- A post changes its delivery twice, and with it every index that names its state. Those that can do without the state do, what two of them told one tells, and words are
-- found in the order of time: what is written together stands together.
DROP INDEX deliveries_next;
DROP INDEX deliveries_served;
DROP INDEX deliveries_outstanding;
DROP INDEX deliveries_released;
DROP INDEX deliveries_left;
DROP INDEX parts_text;
CREATE INDEX deliveries_open ON deliveries (network, target) WHERE state IN ('queued', 'held', 'attempting', 'uncertain');
CREATE INDEX deliveries_released ON deliveries (network, target, created_at) WHERE paced = 1;
CREATE INDEX deliveries_left ON deliveries (target, left_at) WHERE left_at IS NOT NULL;
CREATE INDEX parts_text ON parts (network, attempted_at, text_hash) WHERE attempted_at IS NOT NULL;
