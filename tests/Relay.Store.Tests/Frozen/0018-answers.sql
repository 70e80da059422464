-- Step 18.
INSERT INTO migrations VALUES (18, '0018-answers', '20937d2af0a8147b0d85b8ce4e5883ecd48038c0087dccb39e5c2f006f2d0ee0', 1772440000000);
-- How a delivery answers somebody, and until when its words (with the parts) and the person (in the target) are kept. The subject stays, so that nobody is answered twice; it names nobody.
CREATE TABLE answers (
  delivery_id text NOT NULL PRIMARY KEY REFERENCES deliveries (id),
  subject text NOT NULL UNIQUE,
  form text NOT NULL,
  in_reply_to text,
  language text NOT NULL,
  buttons text NOT NULL,
  said_at bigint,
  summoned bigint NOT NULL,
  purge_after bigint NOT NULL,
  purged_at bigint
);
CREATE INDEX answers_purge ON answers (purge_after) WHERE purged_at IS NULL;

-- Who has shut us out, until that is taken in as an opposition.
CREATE TABLE shut_outs (
  delivery_id text NOT NULL PRIMARY KEY REFERENCES deliveries (id),
  account text NOT NULL,
  network text NOT NULL,
  person text NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL,
  purge_after bigint NOT NULL
);
CREATE INDEX shut_outs_at ON shut_outs (at);
CREATE INDEX shut_outs_purge ON shut_outs (purge_after);
