-- Step 14.
INSERT INTO migrations VALUES (14, '0014-asked-holds', 'dc85f325c758ad80f83d6247c88ac77ae7213de8ddfb55a3a86408c04a127dec', 1772439600000);
-- Until when a network asked to wait, apart from Relay's own rest after a failure: an operator's word ends the one and not the other.
ALTER TABLE standings ADD COLUMN asked_until bigint;
UPDATE standings SET asked_until = hold_until WHERE strikes = 0;
