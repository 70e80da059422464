-- What the last look at each account showed that it can do.
CREATE TABLE proofs (
  account text NOT NULL,
  target text NOT NULL,
  capability text NOT NULL,
  result text NOT NULL,
  french text NOT NULL,
  english text NOT NULL,
  seen_at bigint NOT NULL,
  proven_at bigint,
  PRIMARY KEY (account, target, capability)
);
