-- Step 11.
INSERT INTO migrations VALUES (11, '0011-mirrored-copies', '7ba6da60aa780233e882f626f48907ba727ece7023bb94e6a14487192f35b1b8', 1772439300000);
-- The face of an item that was hidden after everybody could see it; what each copy on a network was told with; and what changes a copy or takes it away.
ALTER TABLE item_rows ADD COLUMN shown text;
ALTER TABLE parts ADD COLUMN facts text;
CREATE INDEX deliveries_edits ON deliveries (publication_id) WHERE operation = 'edit';
CREATE INDEX deliveries_deletes ON deliveries (publication_id) WHERE operation = 'delete';
UPDATE parts SET facts = '{"title":"Réunion publique"}' WHERE state = 'confirmed';
