-- CreateEnum
CREATE TYPE "channel_kind" AS ENUM ('slack', 'teams', 'webhook');

-- AlterEnum
ALTER TYPE "alert_event_kind" ADD VALUE 'escalated';

-- AlterEnum
ALTER TYPE "outbox_message" ADD VALUE 'escalation';
ALTER TYPE "outbox_message" ADD VALUE 'notice';

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "notice_key" TEXT,
ADD COLUMN     "channel_id" UUID,
ADD COLUMN     "first_try_at" TIMESTAMPTZ(3),
ADD COLUMN     "message_id" TEXT,
ALTER COLUMN "alert_id" DROP NOT NULL,
ALTER COLUMN "budget_id" DROP NOT NULL,
ALTER COLUMN "threshold" DROP NOT NULL,
ALTER COLUMN "period_start" DROP NOT NULL,
ALTER COLUMN "episode" DROP NOT NULL;

-- CreateTable
CREATE TABLE "channel" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "kind" "channel_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "address" BYTEA NOT NULL,
    "host" TEXT NOT NULL,
    "secret" BYTEA,
    "budget_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "allows_private" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_preference" (
    "workspace_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "digest_hour" SMALLINT,
    "quiet_from" SMALLINT,
    "quiet_to" SMALLINT,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "locale" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_preference_pkey" PRIMARY KEY ("workspace_id","address")
);

-- CreateTable
CREATE TABLE "mail_refusal" (
    "budget_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_refusal_pkey" PRIMARY KEY ("budget_id","address")
);

-- CreateIndex
CREATE UNIQUE INDEX "channel_workspace_id_name_key" ON "channel"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_workspace_id_notice_key_recipient_key" ON "outbox"("workspace_id", "notice_key", "recipient");

-- CreateIndex
CREATE INDEX "outbox_workspace_id_recipient_sent_at_idx" ON "outbox"("workspace_id", "recipient", "sent_at");

-- CreateIndex
CREATE INDEX "outbox_message_id_idx" ON "outbox"("message_id");

-- CreateIndex
CREATE INDEX "outbox_channel_id_idx" ON "outbox"("channel_id");

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_preference" ADD CONSTRAINT "mail_preference_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_refusal" ADD CONSTRAINT "mail_refusal_budget_id_fkey" FOREIGN KEY ("budget_id") REFERENCES "budget"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

