-- Which post of a channel a thread of its discussion group belongs to: both are ours, nobody's data. Words that came before it is known wait by their thread.
CREATE TABLE threads (
  key text NOT NULL PRIMARY KEY,
  post_chat text NOT NULL,
  post text NOT NULL
);
ALTER TABLE interactions ADD COLUMN thread text;
CREATE INDEX interactions_thread ON interactions (thread) WHERE thread IS NOT NULL;
