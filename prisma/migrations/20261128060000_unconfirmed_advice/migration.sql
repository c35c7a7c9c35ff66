ALTER TABLE recommendation ADD COLUMN unconfirmed jsonb;
