-- CreateEnum
CREATE TYPE "budget_state" AS ENUM ('active', 'paused');

-- CreateEnum
CREATE TYPE "budget_every" AS ENUM ('day', 'week', 'month', 'quarter', 'year', 'once');

-- CreateEnum
CREATE TYPE "budget_verdict" AS ENUM ('on_track', 'at_risk', 'over', 'unknown', 'invalid', 'scheduled', 'closed');

-- CreateEnum
CREATE TYPE "alert_state" AS ENUM ('open', 'acknowledged', 'snoozed', 'resolved', 'retracted', 'superseded');

-- CreateEnum
CREATE TYPE "alert_event_kind" AS ENUM ('opened', 'superseded', 'acknowledged', 'assigned', 'snoozed', 'resolved', 'retracted', 'commented');

-- CreateEnum
CREATE TYPE "outbox_message" AS ENUM ('alert', 'late_charges', 'retraction');

-- CreateEnum
CREATE TYPE "outbox_state" AS ENUM ('queued', 'sent', 'deferred', 'failed', 'suppressed');

-- CreateTable
CREATE TABLE "budget" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "budget_state" NOT NULL DEFAULT 'active',
    "conditions" JSONB NOT NULL DEFAULT '[]',
    "metric" "cost_metric" NOT NULL,
    "include_credits" BOOLEAN NOT NULL DEFAULT true,
    "include_tax" BOOLEAN NOT NULL DEFAULT true,
    "include_refunds" BOOLEAN NOT NULL DEFAULT true,
    "include_support" BOOLEAN NOT NULL DEFAULT true,
    "currency" CHAR(3) NOT NULL,
    "every" "budget_every" NOT NULL,
    "calendar" JSONB NOT NULL DEFAULT '{"kind":"gregorian","firstMonth":1}',
    "starts_on" DATE,
    "ends_on" DATE,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "amount" JSONB NOT NULL,
    "rolls_over" BOOLEAN NOT NULL DEFAULT false,
    "thresholds" JSONB NOT NULL DEFAULT '[]',
    "parent_id" UUID,
    "owner" TEXT,
    "recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "escalation" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget_evaluation" (
    "budget_id" UUID NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "verdict" "budget_verdict" NOT NULL,
    "reason" TEXT NOT NULL,
    "amount" DECIMAL,
    "actual" DECIMAL NOT NULL,
    "forecast" DECIMAL,
    "probability" DECIMAL(5,4),
    "data_through" DATE,
    "data_version" BIGINT NOT NULL,
    "evaluated_at" TIMESTAMPTZ(3) NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "budget_evaluation_pkey" PRIMARY KEY ("budget_id","period_start")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "budget_id" UUID NOT NULL,
    "threshold" TEXT NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "episode" INTEGER NOT NULL,
    "state" "alert_state" NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "data_version" BIGINT NOT NULL,
    "superseded_by" UUID,
    "assigned_to" TEXT,
    "snoozed_until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "calm_loads" INTEGER NOT NULL DEFAULT 0,
    "calm_version" BIGINT,
    "note" TEXT,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_event" (
    "id" BIGSERIAL NOT NULL,
    "alert_id" UUID NOT NULL,
    "kind" "alert_event_kind" NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT,

    CONSTRAINT "alert_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "budget_id" UUID NOT NULL,
    "threshold" TEXT NOT NULL,
    "period_start" DATE NOT NULL,
    "episode" INTEGER NOT NULL,
    "message" "outbox_message" NOT NULL,
    "recipient" TEXT NOT NULL,
    "state" "outbox_state" NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation_due" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evaluation_due_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "budget_parent_id_idx" ON "budget"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "budget_workspace_id_name_key" ON "budget"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "alert_workspace_id_opened_at_idx" ON "alert"("workspace_id", "opened_at");

-- CreateIndex
CREATE INDEX "alert_superseded_by_idx" ON "alert"("superseded_by");

-- CreateIndex
CREATE UNIQUE INDEX "alert_budget_id_threshold_period_start_episode_key" ON "alert"("budget_id", "threshold", "period_start", "episode");

-- CreateIndex
CREATE INDEX "alert_event_alert_id_id_idx" ON "alert_event"("alert_id", "id");

-- CreateIndex
CREATE INDEX "outbox_alert_id_idx" ON "outbox"("alert_id");

-- CreateIndex
CREATE INDEX "outbox_workspace_id_created_at_idx" ON "outbox"("workspace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_budget_id_threshold_period_start_episode_recipient_m_key" ON "outbox"("budget_id", "threshold", "period_start", "episode", "recipient", "message");

-- CreateIndex
CREATE INDEX "evaluation_due_workspace_id_id_idx" ON "evaluation_due"("workspace_id", "id");

-- AddForeignKey
ALTER TABLE "budget" ADD CONSTRAINT "budget_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget" ADD CONSTRAINT "budget_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "budget"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget_evaluation" ADD CONSTRAINT "budget_evaluation_budget_id_fkey" FOREIGN KEY ("budget_id") REFERENCES "budget"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_budget_id_fkey" FOREIGN KEY ("budget_id") REFERENCES "budget"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_superseded_by_fkey" FOREIGN KEY ("superseded_by") REFERENCES "alert"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_event" ADD CONSTRAINT "alert_event_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_budget_id_fkey" FOREIGN KEY ("budget_id") REFERENCES "budget"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_due" ADD CONSTRAINT "evaluation_due_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- One threshold of a budget is crossed or it is not: however many evaluate at once, one episode is open.
CREATE UNIQUE INDEX "alert_running" ON "alert" ("budget_id", "threshold", "period_start") WHERE "ended_at" IS NULL;

-- What delivery has still to look at, oldest first.
CREATE INDEX "outbox_waiting" ON "outbox" ("next_try_at", "created_at") WHERE "state" IN ('queued', 'deferred');
