-- Kept answers are sealed. Those of the last day held secrets in clear: they go.
DELETE FROM "idempotency_key";
ALTER TABLE "idempotency_key" DROP COLUMN "answer";
ALTER TABLE "idempotency_key" ADD COLUMN "answer" BYTEA;
