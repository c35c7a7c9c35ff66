ALTER TABLE import_slice ADD COLUMN doubled boolean NOT NULL DEFAULT false;
