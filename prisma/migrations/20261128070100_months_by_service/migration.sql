-- Months by account, service and kind: a year of them is a fifth of the months by everything, and a tenth of the days.
CREATE TABLE rollup_service_month (
  month date NOT NULL,
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
CREATE INDEX rollup_service_month_month ON rollup_service_month (month);

INSERT INTO rollup_service_month
SELECT date_trunc('month', day::timestamp)::date, slice_id, account_id, service_id, charge_kind_id, sum(charges),
  sum(billed), sum(effective), sum(list), sum(contracted), sum(list_missing), sum(contracted_missing)
FROM rollup_day GROUP BY 1, 2, 3, 4, 5 ORDER BY 1;
ANALYZE rollup_service_month;
