-- What is handed to a person, once a publication; and what looks after it.
CREATE UNIQUE INDEX deliveries_hand_over ON deliveries (publication_id) WHERE operation = 'hand-over';
CREATE INDEX deliveries_in_hand ON deliveries (created_at, id) WHERE operation = 'hand-over';
