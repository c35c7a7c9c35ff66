ALTER TABLE resource_verdict ADD COLUMN stopped boolean NOT NULL DEFAULT false;
