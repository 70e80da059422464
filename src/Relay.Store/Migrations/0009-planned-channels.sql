-- Planning asks at each round which channels have something planned.
CREATE INDEX publications_channels ON publications (channel) WHERE state = 'planned';
