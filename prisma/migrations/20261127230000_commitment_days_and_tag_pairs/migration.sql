-- Days by commitment: few rows, which were read from the charges before.
CREATE TABLE rollup_commitment (
  day date NOT NULL,
  slice_id integer NOT NULL,
  account_id integer NOT NULL,
  commitment_id integer NOT NULL,
  charge_kind_id integer NOT NULL,
  charges integer NOT NULL,
  billed numeric NOT NULL,
  effective numeric NOT NULL,
  list numeric,
  contracted numeric,
  list_missing integer NOT NULL,
  contracted_missing integer NOT NULL
);
CREATE INDEX rollup_commitment_day ON rollup_commitment (day);

INSERT INTO rollup_commitment
SELECT x.charge_day, x.slice_id, standing.account_id, x.commitment_id, x.charge_kind_id, count(*),
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

-- With a second key, the days of a tracked tag are kept by both values.
ALTER TABLE tracked_tag ADD COLUMN second_key text;
ALTER TABLE tracked_tag DROP CONSTRAINT tracked_tag_workspace_id_key_key;
CREATE UNIQUE INDEX tracked_tag_keys ON tracked_tag (workspace_id, key, second_key) NULLS NOT DISTINCT;

-- Imports write the charges of a day service by service: a question about one service reads a small part of the days.
CREATE INDEX charge_brin ON charge USING brin (charge_day, service_id, account_id) WITH (pages_per_range = 8);
DROP INDEX charge_day_brin;
