-- Exports are delivered period by period: a slice knows the delivery it came with, so that an account which is no
-- longer in a later delivery leaves the ledger too. A sync may succeed for some periods and not for others.
alter table "import_slice" add column "delivery" text;
alter type "run_state" add value 'partial';
