-- What people said of bills whose charges all come in equal pairs; of one bill the newest answer counts.
CREATE TABLE bill_confirmation (
  id serial NOT NULL,
  workspace_id uuid NOT NULL,
  source_id uuid NOT NULL,
  billing_account_id text NOT NULL,
  period_start timestamptz(6) NOT NULL,
  is_right boolean NOT NULL,
  actor text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT bill_confirmation_pkey PRIMARY KEY (id),
  CONSTRAINT bill_confirmation_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (id)
    ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT bill_confirmation_source_id_fkey FOREIGN KEY (source_id) REFERENCES source (id)
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX bill_confirmation_source_id_period_start_idx ON bill_confirmation (source_id, period_start);
