-- The ledger's own cost of a resource stands beside what an advice says of it, each in its own currency.
ALTER TABLE recommendation
  ADD COLUMN ledger_cost decimal,
  ADD COLUMN ledger_currency char(3),
  ADD COLUMN list_currency char(3),
  ADD COLUMN covered_saving decimal NOT NULL DEFAULT 0,
  ADD COLUMN round smallint NOT NULL DEFAULT 1,
  ADD COLUMN booked_with uuid REFERENCES recommendation (id) ON DELETE SET NULL ON UPDATE CASCADE;

UPDATE recommendation SET ledger_cost = now, ledger_currency = currency
WHERE in_ledger AND source = 'outlay' AND covers = '{}';
UPDATE recommendation SET list_currency = currency WHERE list_now IS NOT NULL OR list_saving IS NOT NULL;

CREATE INDEX recommendation_booked_with_idx ON recommendation (booked_with);

-- Advice that comes up again is measured again.
ALTER TABLE saving_entry ADD COLUMN round smallint NOT NULL DEFAULT 1;
DROP INDEX saving_entry_recommendation_id_basis_key;
CREATE UNIQUE INDEX saving_entry_recommendation_id_round_basis_key ON saving_entry (recommendation_id, round, basis);

-- What a resource is in full, where its type alone does not tell whether advice was followed.
ALTER TABLE resource_verdict ADD COLUMN spec text;

-- What runs on demand, as the run read it off the ledger: purchases and freed commitments share it.
ALTER TABLE rightsizing_run ADD COLUMN on_demand jsonb;

-- Who may get weekly letters without being a member.
ALTER TABLE rightsizing_setting ADD COLUMN letters text[] DEFAULT ARRAY[]::text[];
