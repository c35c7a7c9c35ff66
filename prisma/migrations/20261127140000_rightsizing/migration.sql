-- CreateEnum
CREATE TYPE "advice_state" AS ENUM ('open', 'in_progress', 'done', 'dismissed', 'snoozed', 'expired', 'verified', 'failed');

-- CreateEnum
CREATE TYPE "advice_effort" AS ENUM ('very_low', 'low', 'medium', 'high');

-- CreateEnum
CREATE TYPE "advice_confidence" AS ENUM ('low', 'medium', 'high');

-- CreateEnum
CREATE TYPE "price_origin" AS ENUM ('paid', 'paid_elsewhere', 'list_price', 'provider', 'unknown');

-- CreateEnum
CREATE TYPE "saving_basis" AS ENUM ('estimate', 'days_7', 'days_30');

-- CreateEnum
CREATE TYPE "advice_run_state" AS ENUM ('running', 'succeeded', 'partial', 'failed');

-- CreateTable
CREATE TABLE "recommendation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "provider" TEXT,
    "billing_account" TEXT,
    "account" TEXT,
    "account_name" TEXT,
    "service" TEXT,
    "region" TEXT,
    "resource_id" TEXT NOT NULL,
    "resource_name" TEXT,
    "resource_type" TEXT,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "title" TEXT NOT NULL,
    "current" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "list_now" DECIMAL,
    "list_after" DECIMAL,
    "now" DECIMAL NOT NULL,
    "after" DECIMAL NOT NULL,
    "saving" DECIMAL NOT NULL,
    "list_saving" DECIMAL,
    "price_origin" "price_origin" NOT NULL,
    "in_ledger" BOOLEAN NOT NULL,
    "covers" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "confidence" "advice_confidence" NOT NULL,
    "risk" SMALLINT NOT NULL,
    "effort" "advice_effort" NOT NULL,
    "restart" BOOLEAN NOT NULL,
    "memory_measured" BOOLEAN,
    "evidence" JSONB NOT NULL,
    "counted" DECIMAL NOT NULL DEFAULT 0,
    "counted_instead" TEXT,
    "state" "advice_state" NOT NULL DEFAULT 'open',
    "owner" TEXT,
    "team" TEXT,
    "due_on" DATE,
    "ticket" TEXT,
    "snoozed_until" DATE,
    "dismissed_reason" TEXT,
    "dismissed_until" DATE,
    "dismissed_by" TEXT,
    "done_on" DATE,
    "done_by" TEXT,
    "replaced_by" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "state_since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recommendation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recommendation_event" (
    "id" BIGSERIAL NOT NULL,
    "recommendation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT,

    CONSTRAINT "recommendation_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saving_entry" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "recommendation_id" UUID NOT NULL,
    "basis" "saving_basis" NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "period_from" DATE,
    "period_to" DATE,
    "counterfactual" DECIMAL NOT NULL,
    "actual" DECIMAL NOT NULL,
    "saving" DECIMAL NOT NULL,
    "monthly" DECIMAL NOT NULL,
    "evidence" JSONB NOT NULL,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saving_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resource_verdict" (
    "workspace_id" UUID NOT NULL,
    "resource_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "provider" TEXT,
    "account" TEXT,
    "region" TEXT,
    "resource_id" TEXT NOT NULL,
    "resource_name" TEXT,
    "resource_type" TEXT,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "currency" CHAR(3),
    "monthly_cost" DECIMAL,
    "run_id" UUID NOT NULL,
    "evaluated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "resource_verdict_pkey" PRIMARY KEY ("workspace_id","resource_key")
);

-- CreateTable
CREATE TABLE "rightsizing_setting" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "tag_key" TEXT NOT NULL DEFAULT '',
    "tag_value" TEXT NOT NULL DEFAULT '',
    "preset" TEXT NOT NULL,
    "changes" JSONB NOT NULL DEFAULT '{}',
    "owner" TEXT,
    "inventory" JSONB NOT NULL DEFAULT '{}',
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rightsizing_setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rightsizing_run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "state" "advice_run_state" NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "data_version" BIGINT NOT NULL,
    "inventory" BOOLEAN NOT NULL DEFAULT false,
    "resources" INTEGER NOT NULL DEFAULT 0,
    "found" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "request_cost" DECIMAL(12,4) NOT NULL DEFAULT 0,
    "problems" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "rightsizing_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "advice_letter" (
    "workspace_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "advice_letter_pkey" PRIMARY KEY ("workspace_id","owner","week")
);

-- CreateIndex
CREATE INDEX "recommendation_workspace_id_state_idx" ON "recommendation"("workspace_id", "state");

-- CreateIndex
CREATE INDEX "recommendation_workspace_id_resource_id_idx" ON "recommendation"("workspace_id", "resource_id");

-- CreateIndex
CREATE UNIQUE INDEX "recommendation_workspace_id_key_key" ON "recommendation"("workspace_id", "key");

-- CreateIndex
CREATE INDEX "recommendation_event_recommendation_id_id_idx" ON "recommendation_event"("recommendation_id", "id");

-- CreateIndex
CREATE INDEX "saving_entry_workspace_id_booked_at_idx" ON "saving_entry"("workspace_id", "booked_at");

-- CreateIndex
CREATE UNIQUE INDEX "saving_entry_recommendation_id_basis_key" ON "saving_entry"("recommendation_id", "basis");

-- CreateIndex
CREATE INDEX "resource_verdict_workspace_id_verdict_idx" ON "resource_verdict"("workspace_id", "verdict");

-- CreateIndex
CREATE UNIQUE INDEX "rightsizing_setting_workspace_id_tag_key_tag_value_key" ON "rightsizing_setting"("workspace_id", "tag_key", "tag_value");

-- CreateIndex
CREATE INDEX "rightsizing_run_workspace_id_started_at_idx" ON "rightsizing_run"("workspace_id", "started_at");

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_event" ADD CONSTRAINT "recommendation_event_recommendation_id_fkey" FOREIGN KEY ("recommendation_id") REFERENCES "recommendation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saving_entry" ADD CONSTRAINT "saving_entry_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saving_entry" ADD CONSTRAINT "saving_entry_recommendation_id_fkey" FOREIGN KEY ("recommendation_id") REFERENCES "recommendation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource_verdict" ADD CONSTRAINT "resource_verdict_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rightsizing_setting" ADD CONSTRAINT "rightsizing_setting_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rightsizing_run" ADD CONSTRAINT "rightsizing_run_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advice_letter" ADD CONSTRAINT "advice_letter_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
