-- Which account of a person an answer went to: an erasure finds it by that once the id at the network is forgotten. Which answer made a mark of conduct: one that never leaves takes its marks along.
ALTER TABLE answers ADD COLUMN person text;
UPDATE answers SET person = (SELECT i.id FROM interactions n JOIN identities i ON i.hmac = n.author_key WHERE n.key = substr(answers.subject, 8) ORDER BY i.id LIMIT 1)
WHERE form = 'private-message' AND subject LIKE 'answer/%' AND purged_at IS NULL;
CREATE INDEX answers_person ON answers (person) WHERE person IS NOT NULL;
ALTER TABLE conduct ADD COLUMN answer text;
CREATE INDEX conduct_answer ON conduct (answer) WHERE answer IS NOT NULL;
