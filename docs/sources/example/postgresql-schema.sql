-- A party's own database as one is met in practice: members, sections, committees, events with registrations, projects with supporters.
-- Nothing in it was made for Relay.
CREATE TYPE event_state AS ENUM ('brouillon', 'prevu', 'confirme', 'reporte', 'annule', 'termine');
CREATE TYPE project_state AS ENUM ('brouillon', 'ouvert', 'clos', 'retire');
CREATE TYPE audience AS ENUM ('tous', 'adherents', 'invites');

CREATE TABLE federations (
  id         integer PRIMARY KEY,
  department text NOT NULL UNIQUE,          -- INSEE: 33, 2A, 974
  name       text NOT NULL,
  time_zone  text NOT NULL
);
CREATE TABLE sections (
  id            integer PRIMARY KEY,
  federation_id integer NOT NULL REFERENCES federations,
  name          text NOT NULL
);
CREATE TABLE members (
  id           integer PRIMARY KEY,
  section_id   integer NOT NULL REFERENCES sections,
  first_name   text NOT NULL,
  last_name    text NOT NULL,
  email        text NOT NULL UNIQUE,
  show_name    boolean NOT NULL DEFAULT false, -- agreed to be named in public
  certified_on date,
  joined_on    date NOT NULL
);
CREATE TABLE committees (
  id         integer PRIMARY KEY,
  section_id integer NOT NULL REFERENCES sections,
  name       text NOT NULL,
  theme      text NOT NULL
);
CREATE TABLE venues (
  id           integer PRIMARY KEY,
  name         text NOT NULL,
  street       text NOT NULL,
  postal_code  char(5) NOT NULL,
  town         text NOT NULL,
  latitude     numeric(9, 6),
  longitude    numeric(9, 6),
  private_home boolean NOT NULL DEFAULT false,
  modified_at  timestamptz NOT NULL
);
CREATE TABLE events (
  id            bigint PRIMARY KEY,
  section_id    integer NOT NULL REFERENCES sections,
  committee_id  integer REFERENCES committees,
  organiser_id  integer NOT NULL REFERENCES members,
  venue_id      integer REFERENCES venues,   -- null: online only
  title         varchar(300) NOT NULL,
  pitch         text,
  description   text,                        -- HTML from the editor
  starts_at     timestamp NOT NULL,          -- on the wall of the section's town
  ends_at       timestamp,
  meeting_link  text,
  picture       text,                        -- path below the site
  picture_text  text,
  tags          text[] NOT NULL DEFAULT '{}',
  seats         integer,
  state         event_state NOT NULL DEFAULT 'brouillon',
  audience      audience NOT NULL DEFAULT 'adherents',
  created_at    timestamptz NOT NULL,
  modified_at   timestamptz NOT NULL
);
CREATE TABLE event_registrations (
  event_id      bigint NOT NULL REFERENCES events,
  member_id     integer NOT NULL REFERENCES members,
  registered_at timestamptz NOT NULL,
  cancelled_at  timestamptz,
  PRIMARY KEY (event_id, member_id)
);
CREATE TABLE projects (
  id            bigint PRIMARY KEY,
  section_id    integer NOT NULL REFERENCES sections,
  author_id     integer NOT NULL REFERENCES members,
  title         varchar(300) NOT NULL,
  pitch         text,
  description   text,
  neighbourhood text,
  picture       text,
  picture_text  text,
  theme         text,
  state         project_state NOT NULL DEFAULT 'brouillon',
  audience      audience NOT NULL DEFAULT 'adherents',
  open_until    date,
  created_at    timestamptz NOT NULL,
  modified_at   timestamptz NOT NULL
);
CREATE TABLE project_supporters (
  project_id   bigint NOT NULL REFERENCES projects,
  member_id    integer NOT NULL REFERENCES members,
  supported_at timestamptz NOT NULL,
  PRIMARY KEY (project_id, member_id)
);
