-- CreateEnum
CREATE TYPE "authority" AS ENUM ('export', 'summary');

-- CreateEnum
CREATE TYPE "archive_state" AS ENUM ('due', 'kept', 'failed');

-- AlterTable
ALTER TABLE "import_slice" ADD COLUMN     "authority" "authority" NOT NULL DEFAULT 'export',
ADD COLUMN     "providers" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "superseded_at" TIMESTAMPTZ(3),
ADD COLUMN     "archive_id" UUID;

-- CreateTable
CREATE TABLE "archive" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "state" "archive_state" NOT NULL DEFAULT 'due',
    "files" JSONB NOT NULL DEFAULT '[]',
    "told" JSONB,
    "rows" BIGINT NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "note" TEXT,
    "claimed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kept_at" TIMESTAMPTZ(3),

    CONSTRAINT "archive_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_slice_archive_id_idx" ON "import_slice"("archive_id");

-- CreateIndex
CREATE INDEX "archive_state_idx" ON "archive"("state");

-- CreateIndex
CREATE INDEX "archive_source_id_idx" ON "archive"("source_id");

-- AddForeignKey
ALTER TABLE "archive" ADD CONSTRAINT "archive_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive" ADD CONSTRAINT "archive_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "archive" ADD CONSTRAINT "archive_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is there already: who is the authority for it, and whose bill it is, named as lib/focus/provider-key.ts does.
UPDATE import_slice SET authority = 'summary'
FROM source WHERE source.id = import_slice.source_id AND source.connector = 'aws-cost-explorer';

UPDATE import_slice SET providers = known.providers
FROM (
  SELECT slice_id, array_agg(DISTINCT CASE
      WHEN lower(provider_name) ~ '\y(aws|amazon)' THEN 'aws'
      WHEN lower(provider_name) ~ '(microsoft|azure)' THEN 'microsoft'
      WHEN lower(provider_name) ~ '(google|gcp)' THEN 'google cloud'
      ELSE lower(btrim(provider_name)) END) AS providers
  FROM (SELECT DISTINCT slice_id, account_id FROM rollup_month) used JOIN dim_account ON dim_account.id = account_id
  WHERE provider_name IS NOT NULL
  GROUP BY slice_id
) known
WHERE known.slice_id = import_slice.id;

-- A summary's slice that an export supersedes is still the one of its source.
DROP INDEX import_slice_current;
CREATE UNIQUE INDEX "import_slice_current" ON "import_slice" ("source_id", "billing_account_id", "period_start", "period_end") WHERE "state" IN ('current', 'superseded');

-- Charges of superseded slices: out of every sum, and exactly as they were when they come back.
CREATE TABLE charge_aside (LIKE charge INCLUDING DEFAULTS);
CREATE INDEX charge_aside_slice ON charge_aside (slice_id);
