-- A look that was asked for waits until a worker takes it on.
ALTER TYPE "advice_run_state" ADD VALUE 'queued' BEFORE 'running';

-- How far it has come, for whoever goes on after an interruption; and who asked for it.
ALTER TABLE "rightsizing_run" ADD COLUMN "progress" JSONB,
ADD COLUMN "requested_by" TEXT;
