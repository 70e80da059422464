-- Step 15.
INSERT INTO migrations VALUES (15, '0015-people', '7b1126c90c5e6f1fd8b18f209697e18c866ed7f6da4eb206643941bfa08d3df9', 1772439700000);
-- People, with what they told us and nothing besides; where they are reached, encrypted and found by a keyed hash; what they said yes to, in the words they saw; which accounts are one person's.
CREATE TABLE contacts (
  id text NOT NULL PRIMARY KEY,
  controller_id text NOT NULL,
  state text NOT NULL,
  given_name text,
  family_name text,
  language text NOT NULL,
  territory_code text,
  territory_source text,
  postal_code text,
  email text,
  phone_e164 text,
  age_band text NOT NULL,
  created_at bigint NOT NULL,
  last_act_at bigint NOT NULL,
  purge_after bigint NOT NULL,
  legal_basis text NOT NULL
);
CREATE INDEX contacts_purge ON contacts (purge_after);

CREATE TABLE identities (
  id text NOT NULL PRIMARY KEY,
  controller_id text NOT NULL,
  contact_id text NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  network text NOT NULL,
  external_id_enc text,
  hmac text NOT NULL,
  key_id text NOT NULL,
  display_name text,
  can_message_until bigint,
  blocked_by_person bigint NOT NULL
);
CREATE UNIQUE INDEX identities_hmac ON identities (hmac, controller_id);
CREATE INDEX identities_contact ON identities (contact_id);

CREATE TABLE consent_wordings (
  hash text NOT NULL PRIMARY KEY,
  language text NOT NULL,
  wording text NOT NULL
);

CREATE TABLE consents (
  id text NOT NULL PRIMARY KEY,
  controller_id text NOT NULL,
  contact_id text NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  purpose text NOT NULL,
  list text NOT NULL,
  channel text NOT NULL,
  wording_hash text NOT NULL REFERENCES consent_wordings (hash),
  act text NOT NULL,
  act_id text NOT NULL,
  given_at bigint NOT NULL,
  source text,
  withdrawn_at bigint
);
CREATE INDEX consents_contact ON consents (contact_id);
CREATE INDEX consents_standing ON consents (list, contact_id) WHERE withdrawn_at IS NULL;

CREATE TABLE identity_links (
  id text NOT NULL PRIMARY KEY,
  controller_id text NOT NULL,
  one_id text NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
  other_id text NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
  gesture text NOT NULL,
  made_at bigint NOT NULL,
  undone_at bigint
);
CREATE INDEX identity_links_one ON identity_links (one_id);
CREATE INDEX identity_links_other ON identity_links (other_id);

CREATE TABLE link_codes (
  identity_id text NOT NULL PRIMARY KEY REFERENCES identities (id) ON DELETE CASCADE,
  hash text NOT NULL,
  until bigint NOT NULL
);
CREATE INDEX link_codes_hash ON link_codes (hash);
CREATE INDEX link_codes_until ON link_codes (until);
INSERT INTO contacts VALUES ('01960000-0000-7000-8000-000000000001', 'party', 'regular', NULL, NULL, 'fr', NULL, NULL, NULL, NULL, NULL, 'unknown', 1772439700000, 1772439700000, 1867047700000, 'consent');
INSERT INTO arrivals VALUES (90, 'bot33', 'poll', 'updates', 't{}', 1772439700000, 'understood', NULL, 1775031700000);
INSERT INTO arrivals VALUES (91, 'bot33', 'poll', 'updates', 't{}', 1772439700000, 'waiting', NULL, 1775031700000);
