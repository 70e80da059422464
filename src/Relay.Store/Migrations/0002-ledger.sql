-- What should be on the networks, what was made of it, and every attempt.
CREATE TABLE channels_seen (
  channel text NOT NULL PRIMARY KEY,
  first_seen bigint NOT NULL
);

CREATE TABLE publications (
  id text NOT NULL PRIMARY KEY,
  subject text NOT NULL,
  moment text NOT NULL,
  occurrence text NOT NULL,
  network text NOT NULL,
  target text NOT NULL,
  target_kind text NOT NULL,
  channel text NOT NULL,
  account text NOT NULL,
  items text NOT NULL,
  from_at bigint NOT NULL,
  until_at bigint NOT NULL,
  expires_at bigint,
  order_at bigint NOT NULL,
  priority bigint NOT NULL,
  paced bigint NOT NULL,
  state text NOT NULL,
  reason text,
  folded_into text,
  released_at bigint,
  delivery_id text,
  UNIQUE (subject, moment, occurrence, network, target)
);
CREATE INDEX publications_waiting ON publications (network, target, priority, order_at) WHERE state = 'planned';
CREATE INDEX publications_windows ON publications (from_at, network, target, expires_at) WHERE state = 'planned';
CREATE INDEX publications_expiring ON publications (expires_at) WHERE state = 'planned';

CREATE TABLE publication_items (
  item text NOT NULL,
  publication_id text NOT NULL REFERENCES publications (id),
  PRIMARY KEY (item, publication_id)
);

CREATE TABLE deliveries (
  id text NOT NULL PRIMARY KEY,
  publication_id text NOT NULL REFERENCES publications (id),
  operation text NOT NULL,
  network text NOT NULL,
  target text NOT NULL,
  target_kind text NOT NULL,
  channel text NOT NULL,
  account text NOT NULL,
  priority bigint NOT NULL,
  paced bigint NOT NULL,
  state text NOT NULL,
  rule text,
  reason text,
  created_at bigint NOT NULL,
  next_at bigint NOT NULL,
  expires_at bigint,
  left_at bigint,
  strikes bigint NOT NULL,
  attempts bigint NOT NULL
);
-- Whatever the code does, a publication is created once.
CREATE UNIQUE INDEX deliveries_create ON deliveries (publication_id) WHERE operation = 'create';
CREATE INDEX deliveries_due ON deliveries (account, priority, next_at, id, target) WHERE state IN ('queued', 'held');
CREATE INDEX deliveries_next ON deliveries (account, next_at) WHERE state IN ('queued', 'held');
CREATE INDEX deliveries_uncertain ON deliveries (account, id) WHERE state = 'uncertain';
CREATE INDEX deliveries_attempting ON deliveries (id) WHERE state = 'attempting';
CREATE INDEX deliveries_released ON deliveries (network, target, created_at) WHERE paced = 1 AND state NOT IN ('cancelled', 'expired', 'refused');
CREATE INDEX deliveries_left ON deliveries (network, target, left_at) WHERE paced = 1 AND state NOT IN ('cancelled', 'expired', 'refused');
CREATE INDEX deliveries_served ON deliveries (network, target) WHERE state IN ('queued', 'held', 'uncertain');
CREATE INDEX deliveries_outstanding ON deliveries (network, target) WHERE paced = 1 AND state IN ('queued', 'held', 'attempting');

CREATE TABLE parts (
  delivery_id text NOT NULL REFERENCES deliveries (id),
  part bigint NOT NULL,
  network text NOT NULL,
  target text NOT NULL,
  account text NOT NULL,
  state text NOT NULL,
  text text NOT NULL,
  text_hash text NOT NULL,
  images text NOT NULL,
  link text,
  remote_ids text NOT NULL,
  remote_link text,
  attempted_at bigint,
  confirmed_at bigint,
  doubt_since bigint,
  doubt_reads bigint,
  doubt_next_at bigint,
  doubt_cursor text,
  doubt_ask text,
  PRIMARY KEY (delivery_id, part)
);
CREATE INDEX parts_attempting ON parts (delivery_id, part) WHERE state = 'attempting';
CREATE INDEX parts_doubts ON parts (account, doubt_next_at) WHERE state = 'uncertain';
CREATE INDEX parts_confirmed ON parts (network, target, confirmed_at) WHERE state = 'confirmed';
CREATE INDEX parts_text ON parts (network, text_hash, attempted_at) WHERE attempted_at IS NOT NULL;

CREATE TABLE attempts (
  delivery_id text NOT NULL REFERENCES deliveries (id),
  number bigint NOT NULL,
  part bigint NOT NULL,
  account text NOT NULL,
  target text NOT NULL,
  started_at bigint NOT NULL,
  ended_at bigint,
  result text,
  scope text,
  reason text,
  fence bigint NOT NULL,
  PRIMARY KEY (delivery_id, number)
);
CREATE INDEX attempts_account ON attempts (account, started_at);

CREATE TABLE standings (
  account text NOT NULL,
  target text NOT NULL,
  strikes bigint NOT NULL,
  hold_until bigint,
  paused text,
  PRIMARY KEY (account, target)
);
