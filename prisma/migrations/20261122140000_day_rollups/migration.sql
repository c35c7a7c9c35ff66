-- Daily sums by one dimension alone, for the charts of every page: ten to a hundred times smaller than rollup_day.
-- Where account_id is not a dimension of the table it is one account of the slice and currency that stands for all,
-- so that workspace and currency are found the same way everywhere.

CREATE TABLE rollup_account (
  day date NOT NULL,
  slice_id integer NOT NULL,
  account_id integer NOT NULL,
  charge_kind_id integer NOT NULL,
  charges integer NOT NULL,
  billed numeric NOT NULL,
  effective numeric NOT NULL,
  list numeric,
  contracted numeric,
  list_missing integer NOT NULL,
  contracted_missing integer NOT NULL
);
CREATE INDEX rollup_account_day ON rollup_account (day);
CREATE INDEX rollup_account_slice ON rollup_account (slice_id);

CREATE TABLE rollup_service (
  day date NOT NULL,
  slice_id integer NOT NULL,
  account_id integer NOT NULL,
  service_id integer NOT NULL,
  charge_kind_id integer NOT NULL,
  charges integer NOT NULL,
  billed numeric NOT NULL,
  effective numeric NOT NULL,
  list numeric,
  contracted numeric,
  list_missing integer NOT NULL,
  contracted_missing integer NOT NULL
);
CREATE INDEX rollup_service_day ON rollup_service (day);
CREATE INDEX rollup_service_slice ON rollup_service (slice_id);

CREATE TABLE rollup_region (
  day date NOT NULL,
  slice_id integer NOT NULL,
  account_id integer NOT NULL,
  region_id integer NOT NULL,
  charge_kind_id integer NOT NULL,
  charges integer NOT NULL,
  billed numeric NOT NULL,
  effective numeric NOT NULL,
  list numeric,
  contracted numeric,
  list_missing integer NOT NULL,
  contracted_missing integer NOT NULL
);
CREATE INDEX rollup_region_day ON rollup_region (day);
CREATE INDEX rollup_region_slice ON rollup_region (slice_id);

-- The tag keys whose daily sums are kept.
CREATE TABLE tracked_tag (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  key text NOT NULL,
  -- Named by a user; otherwise it was chosen because it is used most.
  chosen boolean NOT NULL DEFAULT false,
  UNIQUE (workspace_id, key)
);

-- tag_set_id is one tag set that stands for all with the same value of the key.
CREATE TABLE rollup_tag (
  tracked_tag_id integer NOT NULL,
  day date NOT NULL,
  slice_id integer NOT NULL,
  account_id integer NOT NULL,
  tag_set_id integer NOT NULL,
  charge_kind_id integer NOT NULL,
  charges integer NOT NULL,
  billed numeric NOT NULL,
  effective numeric NOT NULL,
  list numeric,
  contracted numeric,
  list_missing integer NOT NULL,
  contracted_missing integer NOT NULL
);
CREATE INDEX rollup_tag_day ON rollup_tag (tracked_tag_id, day);
CREATE INDEX rollup_tag_slice ON rollup_tag (slice_id);

-- What is in the ledger already is summed once more; tag keys are chosen by the next import.
INSERT INTO rollup_account
SELECT day, slice_id, account_id, charge_kind_id, sum(charges), sum(billed), sum(effective), sum(list), sum(contracted),
  sum(list_missing), sum(contracted_missing)
FROM rollup_day GROUP BY 1, 2, 3, 4;

INSERT INTO rollup_service
SELECT x.day, x.slice_id, standing.account_id, x.service_id, x.charge_kind_id, sum(charges), sum(billed), sum(effective),
  sum(list), sum(contracted), sum(list_missing), sum(contracted_missing)
FROM rollup_day x JOIN (
  SELECT known.slice_id, account.id, min(account.id) OVER (PARTITION BY known.slice_id, account.currency) AS account_id
  FROM (SELECT DISTINCT slice_id, account_id FROM rollup_account) known JOIN dim_account account ON account.id = known.account_id
) standing ON standing.slice_id = x.slice_id AND standing.id = x.account_id
GROUP BY 1, 2, 3, 4, 5;

INSERT INTO rollup_region
SELECT x.charge_day, x.slice_id, standing.account_id, x.region_id, x.charge_kind_id, count(*),
  sum(billed) * 0.0000000001 + coalesce(sum(billed_rest), 0),
  sum(effective) * 0.0000000001 + coalesce(sum(effective_rest), 0),
  sum(list) * 0.0000000001 + coalesce(sum(list_rest), 0),
  sum(contracted) * 0.0000000001 + coalesce(sum(contracted_rest), 0),
  count(*) - count(list), count(*) - count(contracted)
FROM charge x JOIN (
  SELECT known.slice_id, account.id, min(account.id) OVER (PARTITION BY known.slice_id, account.currency) AS account_id
  FROM (SELECT DISTINCT slice_id, account_id FROM rollup_account) known JOIN dim_account account ON account.id = known.account_id
) standing ON standing.slice_id = x.slice_id AND standing.id = x.account_id
GROUP BY 1, 2, 3, 4, 5;
