-- CreateEnum
CREATE TYPE "rate_origin" AS ENUM ('ecb', 'hand');

-- CreateTable
CREATE TABLE "exchange_rate" (
    "workspace_id" UUID NOT NULL,
    "base" CHAR(3) NOT NULL,
    "quote" CHAR(3) NOT NULL,
    "day" DATE NOT NULL,
    "through" DATE NOT NULL,
    "origin" "rate_origin" NOT NULL,
    "rate" DECIMAL NOT NULL,
    "note" TEXT,
    "entered_by" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exchange_rate_pkey" PRIMARY KEY ("workspace_id","base","quote","day","origin")
);

-- AddForeignKey
ALTER TABLE "exchange_rate" ADD CONSTRAINT "exchange_rate_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "exchange_rate" ADD CONSTRAINT "exchange_rate_sound" CHECK ("rate" > 0 AND "base" <> "quote" AND "through" >= "day");

-- Which columns the files of an import had, by their FOCUS names; null where a connector wrote the rows.
ALTER TABLE "import_run" ADD COLUMN "columns" TEXT[];
