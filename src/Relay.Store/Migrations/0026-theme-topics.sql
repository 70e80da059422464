-- Topics of forums, one for each theme: asked for before the call, so that none is ever made twice.
CREATE TABLE theme_topics (
  network text NOT NULL,
  target text NOT NULL,
  theme text NOT NULL,
  state text NOT NULL,
  number bigint,
  reason text,
  at bigint NOT NULL,
  PRIMARY KEY (network, target, theme)
);

-- In which topic of a forum the posts of an item stand, 1 for the general one: what follows is told where the first was.
CREATE TABLE item_topics (
  network text NOT NULL,
  target text NOT NULL,
  subject text NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (network, target, subject)
);
