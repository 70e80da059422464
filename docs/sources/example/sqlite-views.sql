-- What is added for Relay: two views. Relay opens the file for reading only.
CREATE VIEW relay_events AS
SELECT
  e.id                                          AS source_id,
  e.created_at,
  max(e.modified_at, coalesce(v.modified_at, '')) AS updated_at,          -- a venue that moves changes its events
  e.title,
  e.pitch                                       AS summary,
  e.description                                 AS body_html,
  e.starts_at                                   AS starts_local,
  e.ends_at                                     AS ends_local,
  f.time_zone                                   AS zone,
  coalesce(v.name || ', ' || v.town, 'En ligne') AS place,
  v.street || ', ' || v.postal_code || ' ' || v.town AS address,
  coalesce(NOT v.private_home, 1)               AS place_public,
  v.postal_code,
  CASE WHEN f.department IN ('975', '977', '978', '986', '987', '988') THEN 'COL-' ELSE 'DEP-' END || f.department AS territory,
  v.latitude,
  v.longitude,
  'https://www.parti.example/evenements/' || e.id AS url,
  e.meeting_link                                AS online_url,
  'https://www.parti.example/media/' || e.picture AS image_url,         -- null without a picture
  e.picture_text                                AS image_alt,
  e.tags || coalesce(';' || c.theme, '')        AS themes,
  s.name                                        AS section,
  m.first_name || ' ' || m.last_name            AS organiser,
  m.certified_on IS NOT NULL                    AS organiser_certified,
  m.show_name                                   AS organiser_public,
  e.seats                                       AS capacity,
  (SELECT count(*) FROM event_registrations r WHERE r.event_id = e.id AND r.cancelled_at IS NULL) AS registrations,
  CASE e.state WHEN 'brouillon' THEN 'draft' WHEN 'prevu' THEN 'planned' WHEN 'confirme' THEN 'confirmed'
               WHEN 'reporte' THEN 'postponed' WHEN 'annule' THEN 'cancelled' WHEN 'termine' THEN 'done' END AS status,
  CASE e.audience WHEN 'tous' THEN 'public' WHEN 'adherents' THEN 'members' ELSE 'private' END AS visibility
FROM events e
JOIN sections s ON s.id = e.section_id
JOIN federations f ON f.id = s.federation_id
JOIN members m ON m.id = e.organiser_id
LEFT JOIN committees c ON c.id = e.committee_id
LEFT JOIN venues v ON v.id = e.venue_id
WHERE coalesce(e.ends_at, e.starts_at) > datetime('now', '-60 days');  -- stays listed well past its end

CREATE VIEW relay_initiatives AS
SELECT
  p.id                                          AS source_id,
  p.created_at,
  p.modified_at                                 AS updated_at,
  p.title,
  p.pitch                                       AS summary,
  p.description                                 AS body_html,
  p.neighbourhood                               AS place,
  CASE WHEN f.department IN ('975', '977', '978', '986', '987', '988') THEN 'COL-' ELSE 'DEP-' END || f.department AS territory,
  'https://www.parti.example/projets/' || p.id  AS url,
  'https://www.parti.example/media/' || p.picture AS image_url,
  p.picture_text                                AS image_alt,
  p.theme                                       AS themes,
  s.name                                        AS section,
  m.first_name || ' ' || m.last_name            AS organiser,
  m.certified_on IS NOT NULL                    AS organiser_certified,
  m.show_name                                   AS organiser_public,
  p.open_until                                  AS closes_on,
  (SELECT count(*) FROM project_supporters u WHERE u.project_id = p.id) AS supporters,
  CASE p.state WHEN 'brouillon' THEN 'draft' WHEN 'ouvert' THEN 'open' WHEN 'clos' THEN 'closed' WHEN 'retire' THEN 'withdrawn' END AS status,
  CASE p.audience WHEN 'tous' THEN 'public' WHEN 'adherents' THEN 'members' ELSE 'private' END AS visibility
FROM projects p
JOIN sections s ON s.id = p.section_id
JOIN federations f ON f.id = s.federation_id
JOIN members m ON m.id = p.author_id;
