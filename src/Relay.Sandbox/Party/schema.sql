-- A party's database as a federation might keep it, and the two views that a DBA adds for Relay.
CREATE TABLE sections (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    territory TEXT NOT NULL
);
CREATE TABLE committees (
    id INTEGER PRIMARY KEY,
    section_id INTEGER NOT NULL REFERENCES sections (id),
    name TEXT NOT NULL
);
CREATE TABLE members (
    id INTEGER PRIMARY KEY,
    section_id INTEGER NOT NULL REFERENCES sections (id),
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    certified INTEGER NOT NULL,
    name_public INTEGER NOT NULL,
    joined_on TEXT NOT NULL
);
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    committee_id INTEGER NOT NULL REFERENCES committees (id),
    organiser_id INTEGER NOT NULL REFERENCES members (id),
    title TEXT,
    summary TEXT,
    body_html TEXT,
    starts_local TEXT,
    ends_local TEXT,
    zone TEXT,
    place TEXT,
    address TEXT,
    postal_code TEXT,
    territory TEXT,
    latitude REAL,
    longitude REAL,
    place_public INTEGER NOT NULL,
    page_url TEXT,
    online_url TEXT,
    image_url TEXT,
    image_alt TEXT,
    themes TEXT,
    capacity INTEGER,
    status TEXT NOT NULL,
    visibility TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE TABLE registrations (
    event_id TEXT NOT NULL REFERENCES events (id),
    member_id INTEGER NOT NULL REFERENCES members (id),
    registered_at TEXT NOT NULL,
    PRIMARY KEY (event_id, member_id)
);
CREATE TABLE projects (
    id TEXT PRIMARY KEY,
    committee_id INTEGER NOT NULL REFERENCES committees (id),
    author_id INTEGER NOT NULL REFERENCES members (id),
    title TEXT,
    summary TEXT,
    body_html TEXT,
    place TEXT,
    postal_code TEXT,
    territory TEXT,
    latitude REAL,
    longitude REAL,
    page_url TEXT,
    image_url TEXT,
    image_alt TEXT,
    themes TEXT,
    closes_on TEXT,
    status TEXT NOT NULL,
    visibility TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE TABLE supports (
    project_id TEXT NOT NULL REFERENCES projects (id),
    member_id INTEGER NOT NULL REFERENCES members (id),
    supported_at TEXT NOT NULL,
    PRIMARY KEY (project_id, member_id)
);
CREATE INDEX events_updated_at ON events (updated_at);
CREATE INDEX projects_updated_at ON projects (updated_at);

CREATE VIEW relay_events AS
SELECT
    e.id AS source_id, e.created_at, e.updated_at, e.title, e.summary, e.body_html, e.starts_local, e.ends_local, e.zone,
    e.place, e.address, e.postal_code, e.territory, e.latitude, e.longitude, e.page_url AS url, e.online_url, e.image_url, e.image_alt, e.themes,
    s.name AS section, m.given_name || ' ' || m.family_name AS organiser, m.certified AS organiser_certified, m.name_public AS organiser_public, e.place_public,
    e.capacity, (SELECT count(*) FROM registrations r WHERE r.event_id = e.id) AS registrations, e.status, e.visibility
FROM events e
JOIN committees c ON c.id = e.committee_id
JOIN sections s ON s.id = c.section_id
JOIN members m ON m.id = e.organiser_id;

CREATE VIEW relay_initiatives AS
SELECT
    p.id AS source_id, p.created_at, p.updated_at, p.title, p.summary, p.body_html,
    p.place, p.postal_code, p.territory, p.latitude, p.longitude, p.page_url AS url, p.image_url, p.image_alt, p.themes,
    s.name AS section, m.given_name || ' ' || m.family_name AS organiser, m.certified AS organiser_certified, m.name_public AS organiser_public,
    p.closes_on, (SELECT count(*) FROM supports u WHERE u.project_id = p.id) AS supporters, p.status, p.visibility
FROM projects p
JOIN committees c ON c.id = p.committee_id
JOIN sections s ON s.id = c.section_id
JOIN members m ON m.id = p.author_id;

-- Where the party takes what people did on the networks.
CREATE TABLE relay_return (
  id               text PRIMARY KEY,
  kind             text NOT NULL CHECK (kind IN ('support', 'rsvp', 'subscription', 'volunteer', 'contact', 'proposal', 'opposition')),
  action_date      text        NOT NULL,
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
  withdrawn        integer NOT NULL,
  wording          text,
  reason           text CHECK (reason IN ('objection', 'erasure', 'deceased', 'minor')),
  description      text,
  written_at       text NOT NULL DEFAULT (datetime('now'))
);
CREATE INDEX relay_return_person ON relay_return (person_id);
