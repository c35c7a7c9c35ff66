-- What drives an alert is found after it is recorded. Until then its messages wait, at most until this time.
ALTER TABLE "alert" ADD COLUMN "drivers_awaited_until" TIMESTAMPTZ(3);

CREATE INDEX "alert_drivers_awaited" ON "alert"("workspace_id") WHERE "drivers_awaited_until" IS NOT NULL;
