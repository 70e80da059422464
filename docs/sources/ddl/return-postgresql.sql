-- What came back, for the party: Relay inserts and reads nothing. GRANT INSERT ON relay_return is all it needs; see docs/return.md.
CREATE TABLE relay_return (
  id               text PRIMARY KEY,
  kind             text NOT NULL CHECK (kind IN ('support', 'rsvp', 'subscription', 'volunteer', 'contact', 'proposal', 'opposition')),
  action_date      timestamptz NOT NULL,
  person_id        text NOT NULL,
  given_name       text,
  family_name      text,
  additional_name  text,
  email_address    text,
  phone_number     text,
  postal_code      text,
  territory        text,
  language         text,
  origin_system    text,
  item_source      text,
  item_kind        text CHECK (item_kind IN ('event', 'initiative')),
  item_id          text,
  status           text,
  party_size       integer,
  list             text,
  withdrawn        boolean NOT NULL,
  wording          text,
  reason           text CHECK (reason IN ('objection', 'erasure', 'deceased', 'minor')),
  description      text,
  written_at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX relay_return_person ON relay_return (person_id);
