-- How often a look ended early without having come further; and what the provider says of the use of commitments.
ALTER TABLE "rightsizing_run" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "commitment_use" JSONB;
