-- Until when a network asked to wait, apart from Relay's own rest after a failure: an operator's word ends the one and not the other.
ALTER TABLE standings ADD COLUMN asked_until bigint;
UPDATE standings SET asked_until = hold_until WHERE strikes = 0;
