-- CreateTable
CREATE TABLE "budget_comment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "budget_id" UUID NOT NULL,
    "author" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "budget_comment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "budget_comment_budget_id_at_idx" ON "budget_comment"("budget_id", "at");

-- AddForeignKey
ALTER TABLE "budget_comment" ADD CONSTRAINT "budget_comment_budget_id_fkey" FOREIGN KEY ("budget_id") REFERENCES "budget"("id") ON DELETE CASCADE ON UPDATE CASCADE;
