-- The face of an item that was hidden after everybody could see it; what each copy on a network was told with; and what changes a copy or takes it away.
ALTER TABLE item_rows ADD COLUMN shown text;
ALTER TABLE parts ADD COLUMN facts text;
CREATE INDEX deliveries_edits ON deliveries (publication_id) WHERE operation = 'edit';
CREATE INDEX deliveries_deletes ON deliveries (publication_id) WHERE operation = 'delete';
