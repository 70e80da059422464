-- Step 9.
INSERT INTO migrations VALUES (9, '0009-planned-channels', 'c3ba025a4aa894a9372e7a496dc8e114489dfacac6affe8daabf1e53ece02a5e', 1772439100000);
-- Planning asks at each round which channels have something planned.
CREATE INDEX publications_channels ON publications (channel) WHERE state = 'planned';
INSERT INTO publications (id, subject, moment, occurrence, network, target, target_kind, channel, account, items, from_at, until_at, expires_at, order_at, priority, paced, state)
VALUES ('01983b5e-0000-7000-8000-000000000005', 'party/event/42', 'J-1', '1774800000000', 'telegram', '@parti_33', 'public', 'gironde', 'bot33', '["party/event/42"]',
  1774713600000, 1774800000000, 1774800000000, 1774800000000, 50, 1, 'planned');
INSERT INTO publication_items (item, publication_id) VALUES ('party/event/42', '01983b5e-0000-7000-8000-000000000005');
