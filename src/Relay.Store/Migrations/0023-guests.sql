-- Who answered an invitation, through which account, and what of the event that person was last told; empty where that was before it was kept: then what stands is taken as told.
CREATE TABLE guests (
  contact_id text NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  item text NOT NULL,
  identity_id text NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
  account text NOT NULL,
  language text NOT NULL,
  facts text NOT NULL,
  told bigint NOT NULL,
  purge_after bigint NOT NULL,
  PRIMARY KEY (contact_id, item)
);
CREATE INDEX guests_item ON guests (item, facts, contact_id);
CREATE INDEX guests_identity ON guests (identity_id);
CREATE INDEX guests_purge ON guests (purge_after);

INSERT INTO guests (contact_id, item, identity_id, account, language, facts, told, purge_after)
SELECT a.contact_id, a.item, i.id, max(d.account), max(w.language), '', 0, max(a.purge_after)
FROM acts a JOIN identities i ON i.contact_id = a.contact_id AND i.id = (SELECT max(l.id) FROM identities l WHERE l.contact_id = a.contact_id)
  JOIN answers w ON w.person = i.id JOIN deliveries d ON d.id = w.delivery_id
WHERE a.kind = 'rsvp' AND a.item IS NOT NULL
GROUP BY a.contact_id, a.item, i.id;
