-- How the rows of an import keep the rules of FOCUS: { version, findings }. Null where a connector wrote the rows.
ALTER TABLE import_run ADD COLUMN conformance jsonb;
