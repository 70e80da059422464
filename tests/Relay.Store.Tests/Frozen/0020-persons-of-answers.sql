-- Step 19.
INSERT INTO migrations VALUES (19, '0019-threads', '875eb988d90b1cfacd966802d52432f761bfec6acfc5d63b582a1d1338b3ad3d', 1772440100000);
-- Which post of a channel a thread of its discussion group belongs to: both are ours, nobody's data. Words that came before it is known wait by their thread.
CREATE TABLE threads (
  key text NOT NULL PRIMARY KEY,
  post_chat text NOT NULL,
  post text NOT NULL
);
ALTER TABLE interactions ADD COLUMN thread text;
CREATE INDEX interactions_thread ON interactions (thread) WHERE thread IS NOT NULL;
-- Step 20.
INSERT INTO migrations VALUES (20, '0020-persons-of-answers', 'c9a422f7a531c97aa99ccbb2dcc5f6bc3c1d6b20e270096179ab30f832a0c3e8', 1772440200000);
-- Which account of a person an answer went to: an erasure finds it by that once the id at the network is forgotten. Which answer made a mark of conduct: one that never leaves takes its marks along.
ALTER TABLE answers ADD COLUMN person text;
UPDATE answers SET person = (SELECT i.id FROM interactions n JOIN identities i ON i.hmac = n.author_key WHERE n.key = substr(answers.subject, 8) ORDER BY i.id LIMIT 1)
WHERE form = 'private-message' AND subject LIKE 'answer/%' AND purged_at IS NULL;
CREATE INDEX answers_person ON answers (person) WHERE person IS NOT NULL;
ALTER TABLE conduct ADD COLUMN answer text;
CREATE INDEX conduct_answer ON conduct (answer) WHERE answer IS NOT NULL;

INSERT INTO identities VALUES ('01960000-0000-7000-8000-000000000002', 'party', '01960000-0000-7000-8000-000000000001', 'telegram', NULL, 'kept-at-20', 'k1', 'Camille', NULL, 0);
INSERT INTO answers (delivery_id, subject, form, in_reply_to, language, buttons, said_at, summoned, purge_after, purged_at, person)
VALUES ('01983b5e-0000-7000-8000-000000000002', 'answer/kept-at-20', 'private-message', NULL, 'fr', '[]', 1772440000000, 0, 1867047700000, NULL, '01960000-0000-7000-8000-000000000002');
INSERT INTO acts (number, controller_id, contact_id, kind, item, answer, heads, list, withdrawn, body, at, purge_after)
VALUES (1, 'party', '01960000-0000-7000-8000-000000000001', 'rsvp', 'party/event/42', 'yes', 2, NULL, 0, NULL, 1772440000000, 1867047700000);
