-- What charges carry beside FOCUS repeats from charge to charge: it is kept once, like everything that describes them.
-- "extra" of a charge stays for sets that hardly repeat, and for charges of before.
CREATE TABLE dim_extra (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  key uuid NOT NULL,
  extra jsonb,
  UNIQUE (workspace_id, key)
);
ALTER TABLE charge ADD COLUMN extra_id integer;
ALTER TABLE charge_aside ADD COLUMN extra_id integer;

-- A charge without an own start is of its whole day, from midnight to midnight in UTC.
ALTER TABLE charge ALTER COLUMN period_start DROP NOT NULL;
ALTER TABLE charge ALTER COLUMN period_end DROP NOT NULL;
ALTER TABLE charge_aside ALTER COLUMN period_start DROP NOT NULL;
ALTER TABLE charge_aside ALTER COLUMN period_end DROP NOT NULL;

-- Charges of a slice are found by their months, and those of a resource in a partition are few: equal keys share one
-- entry of an index, while every day would make one of its own.
DROP INDEX charge_slice;
CREATE INDEX charge_resource ON charge (resource_id);
DROP INDEX charge_resource_day;

-- Sums of a slice are found by its days.
DROP INDEX rollup_day_slice;
DROP INDEX rollup_account_slice;
DROP INDEX rollup_service_slice;
DROP INDEX rollup_region_slice;
DROP INDEX rollup_tag_slice;
