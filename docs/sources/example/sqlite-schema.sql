-- A party's own database as one is met in practice: members, sections, committees, events with registrations, projects with supporters.
-- Nothing in it was made for Relay.
-- Words that PostgreSQL would keep as enumerations are texts here; times are ISO text, instants in UTC.
CREATE TABLE federations (
  id         integer PRIMARY KEY,
  department text NOT NULL UNIQUE,          -- INSEE: 33, 2A, 974
  name       text NOT NULL,
  time_zone  text NOT NULL
);
CREATE TABLE sections (
  id            integer PRIMARY KEY,
  federation_id integer NOT NULL REFERENCES federations (id),
  name          text NOT NULL
);
CREATE TABLE members (
  id           integer PRIMARY KEY,
  section_id   integer NOT NULL REFERENCES sections (id),
  first_name   text NOT NULL,
  last_name    text NOT NULL,
  email        text NOT NULL UNIQUE,
  show_name    integer NOT NULL DEFAULT 0, -- agreed to be named in public
  certified_on text,
  joined_on    text NOT NULL
);
CREATE TABLE committees (
  id         integer PRIMARY KEY,
  section_id integer NOT NULL REFERENCES sections (id),
  name       text NOT NULL,
  theme      text NOT NULL
);
CREATE TABLE venues (
  id           integer PRIMARY KEY,
  name         text NOT NULL,
  street       text NOT NULL,
  postal_code  text NOT NULL,
  town         text NOT NULL,
  latitude     real,
  longitude    real,
  private_home integer NOT NULL DEFAULT 0,
  modified_at  text NOT NULL
);
CREATE TABLE events (
  id            integer PRIMARY KEY,
  section_id    integer NOT NULL REFERENCES sections (id),
  committee_id  integer REFERENCES committees (id),
  organiser_id  integer NOT NULL REFERENCES members (id),
  venue_id      integer REFERENCES venues (id),   -- null: online only
  title         text NOT NULL,
  pitch         text,
  description   text,                        -- HTML from the editor
  starts_at     text NOT NULL,          -- on the wall of the section's town
  ends_at       text,
  meeting_link  text,
  picture       text,                        -- path below the site
  picture_text  text,
  tags          text NOT NULL DEFAULT '',
  seats         integer,
  state         text NOT NULL DEFAULT 'brouillon',
  audience      text NOT NULL DEFAULT 'adherents',
  created_at    text NOT NULL,
  modified_at   text NOT NULL
);
CREATE TABLE event_registrations (
  event_id      integer NOT NULL REFERENCES events (id),
  member_id     integer NOT NULL REFERENCES members (id),
  registered_at text NOT NULL,
  cancelled_at  text,
  PRIMARY KEY (event_id, member_id)
);
CREATE TABLE projects (
  id            integer PRIMARY KEY,
  section_id    integer NOT NULL REFERENCES sections (id),
  author_id     integer NOT NULL REFERENCES members (id),
  title         text NOT NULL,
  pitch         text,
  description   text,
  neighbourhood text,
  picture       text,
  picture_text  text,
  theme         text,
  state         text NOT NULL DEFAULT 'brouillon',
  audience      text NOT NULL DEFAULT 'adherents',
  open_until    text,
  created_at    text NOT NULL,
  modified_at   text NOT NULL
);
CREATE TABLE project_supporters (
  project_id   integer NOT NULL REFERENCES projects (id),
  member_id    integer NOT NULL REFERENCES members (id),
  supported_at text NOT NULL,
  PRIMARY KEY (project_id, member_id)
);
