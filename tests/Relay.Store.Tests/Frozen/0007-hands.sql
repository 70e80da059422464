-- Step 7.
INSERT INTO migrations VALUES (7, '0007-hands', 'cde157d5b95e5d60cf689b3b30ec3c005c7351dc47ddaa4eb580867d93e79ae1', 1772438900000);
-- What is handed to a person, once a publication; and what looks after it.
CREATE UNIQUE INDEX deliveries_hand_over ON deliveries (publication_id) WHERE operation = 'hand-over';
CREATE INDEX deliveries_in_hand ON deliveries (created_at, id) WHERE operation = 'hand-over';
INSERT INTO publications (id, subject, moment, occurrence, network, target, target_kind, channel, account, items, from_at, until_at, expires_at, order_at, priority, paced, state, released_at, delivery_id)
VALUES ('01983b5e-0000-7000-8000-000000000003', 'party/event/42', 'announce', '-', 'assisted', 'https://www.facebook.com/groups/33', 'group', 'groupe33', 'mains33', '["party/event/42"]',
  1772352000000, 1772438400000, 1772524800000, 1774800000000, 60, 1, 'released', 1772352000000, '01983b5e-0000-7000-8000-000000000004');
INSERT INTO publication_items (item, publication_id) VALUES ('party/event/42', '01983b5e-0000-7000-8000-000000000003');
INSERT INTO deliveries (id, publication_id, operation, network, target, target_kind, channel, account, priority, paced, state, created_at, next_at, expires_at, left_at, strikes, attempts)
VALUES ('01983b5e-0000-7000-8000-000000000004', '01983b5e-0000-7000-8000-000000000003', 'hand-over', 'assisted', 'https://www.facebook.com/groups/33', 'group', 'groupe33', 'mains33', 60, 1, 'handed',
  1772352000000, 1772352000000, 1772524800000, 1772352001000, 0, 1);
INSERT INTO parts (delivery_id, part, network, target, account, state, text, text_hash, images, remote_ids, attempted_at, confirmed_at)
VALUES ('01983b5e-0000-7000-8000-000000000004', 0, 'assisted', 'https://www.facebook.com/groups/33', 'mains33', 'confirmed', 'Réunion publique, à publier', 'def', '[]', '["5/8"]', 1772352001000, 1772352002000);
INSERT INTO attempts (delivery_id, number, part, account, target, started_at, ended_at, result, fence)
VALUES ('01983b5e-0000-7000-8000-000000000004', 1, 0, 'mains33', 'https://www.facebook.com/groups/33', 1772352001000, 1772352002000, 'done', 7);
