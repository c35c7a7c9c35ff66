-- Some bills end a period at 23:59:59.999999.
ALTER TABLE import_slice
  ALTER COLUMN period_start TYPE timestamptz(6),
  ALTER COLUMN period_end TYPE timestamptz(6);
